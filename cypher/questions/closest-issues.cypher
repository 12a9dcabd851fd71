// title: On which issues are two delegations closest?
// Pairs of standing positions on one issue that have a value (0 to 100), the smallest gap first. Counted are
// positions that an actor took and positions of others that commit it.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russian-delegation
// param other: actor id, e.g. actor:ukrainian-delegation
// returns issue, gap, position, value, status, attributed_by, other_position, other_value, other_status,
//   other_attributed_by, sources

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})-[has:TOOK|ON_BEHALF_OF|
    RETRACTED_TOOK|RETRACTED_ON_BEHALF_OF]-(p),
      (p)-[on:ON|RETRACTED_ON]->(i)
WHERE p.value IS NOT NULL
  AND all(x IN [a, has, p, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
WITH collect({position: p, issue: i}) AS held
MATCH (b:Actor|Retracted {key: $dossier + '/' + $other})-[has:TOOK|ON_BEHALF_OF|
    RETRACTED_TOOK|RETRACTED_ON_BEHALF_OF]-(q),
      (q)-[on:ON|RETRACTED_ON]->(i)
WHERE q.value IS NOT NULL
  AND all(x IN [b, has, q, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(q.valid_from, $as_of) <= $as_of <= coalesce(q.valid_until, $as_of)
  AND NOT EXISTS {
    (q)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
UNWIND [x IN held WHERE x.issue = i | x.position] AS p
WITH DISTINCT i, p, q
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (q)<-[said2:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(other)
WHERE all(x IN [said2, other] WHERE x.known_from <= $known_on <= x.known_until)
RETURN i.id AS issue, abs(p.value - q.value) AS gap,
  p.id AS position, p.value AS value, p.status AS status, teller.id AS attributed_by,
  q.id AS other_position, q.value AS other_value, q.status AS other_status, other.id AS other_attributed_by,
  COLLECT {
    UNWIND [p, q] AS claim
    MATCH (claim)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY gap, issue, position, other_position
