// title: Where are the red lines on an issue, and who asks for more than they allow?
// Positions that say what their holder would still accept on the issue's scale (0 to 100); crossed_by are the
// positions of others whose value lies beyond that line.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days
// returns actor, position, at_least, at_most, stance, value, since, crossed_by, status, attributed_by, sources

MATCH (i:Issue|Retracted {key: $dossier + '/' + $issue})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE all(x IN [i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND (p.accepts_at_least IS NOT NULL OR p.accepts_at_most IS NOT NULL)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, p.id AS position, p.accepts_at_least AS at_least, p.accepts_at_most AS at_most,
  p.stance AS stance, p.value AS value, p.valid AS since,
  COLLECT {
    MATCH (i)<-[on2:ON|RETRACTED_ON]-(q)<-[took2:TOOK|RETRACTED_TOOK]-(b)
    WHERE b <> a AND (q.value < p.accepts_at_least OR q.value > p.accepts_at_most)
      AND all(x IN [on2, q, took2, b] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(q.valid_from, $as_of) <= $as_of <= coalesce(q.valid_until, $as_of)
      AND NOT EXISTS {
        (q)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
        WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
          AND coalesce(later.valid_from, $as_of) <= $as_of
      }
    RETURN q.id AS other ORDER BY other
  } AS crossed_by,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor, position
