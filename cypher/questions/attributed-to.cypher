// title: What do others say an actor holds?
// Standing positions that another attributes to the actor, beside those on the same issue that it stated itself
// (own). What is attributed is not the actor's own word.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russia
// returns issue, position, stance, value, since, basis, own, status, attributed_by, sources

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i),
      (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [a, took, p, on, i, said, teller] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
RETURN i.id AS issue, p.id AS position, p.stance AS stance, p.value AS value, p.valid AS since, p.basis AS basis,
  COLLECT {
    MATCH (a)-[took2:TOOK|RETRACTED_TOOK]->(q)-[on2:ON|RETRACTED_ON]->(i)
    WHERE q.basis = 'stated'
      AND all(x IN [took2, q, on2] WHERE x.known_from <= $known_on <= x.known_until)
      AND NOT EXISTS {
        (q)<-[said2:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(other)
        WHERE all(x IN [said2, other] WHERE x.known_from <= $known_on <= x.known_until)
      }
      AND coalesce(q.valid_from, $as_of) <= $as_of <= coalesce(q.valid_until, $as_of)
      AND NOT EXISTS {
        (q)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
        WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
          AND coalesce(later.valid_from, $as_of) <= $as_of
      }
    RETURN q.id AS own ORDER BY own
  } AS own,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY issue, position
