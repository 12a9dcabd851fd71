// title: Who blocks an issue?
// Actors that oppose, or hold a red line on, one issue, hardest first: refusals before the rest, and those with a
// red line before those without.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days
// returns actor, position, stance, value, since, at_least, at_most, status, attributed_by, sources

MATCH (i:Issue|Retracted {key: $dossier + '/' + $issue})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE all(x IN [i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND (p.stance = 'oppose' OR p.accepts_at_least IS NOT NULL OR p.accepts_at_most IS NOT NULL)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, p.id AS position, p.stance AS stance, p.value AS value, p.valid AS since,
  p.accepts_at_least AS at_least, p.accepts_at_most AS at_most,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY stance <> 'oppose', at_least IS NULL AND at_most IS NULL, actor, position
