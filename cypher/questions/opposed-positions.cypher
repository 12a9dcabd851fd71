// title: On which issues do two actors take opposite sides?
// Pairs of standing positions of the two of which one supports and the other opposes. Conditional and neutral
// stances take no side.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russia
// param other: actor id, e.g. actor:ukraine
// returns issue, position, stance, status, attributed_by, other_position, other_stance, other_status,
//   other_attributed_by, sources

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
WHERE p.stance IN ['support', 'oppose']
  AND all(x IN [a, took, p, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
WITH collect({position: p, issue: i}) AS held
MATCH (b:Actor|Retracted {key: $dossier + '/' + $other})-[took:TOOK|RETRACTED_TOOK]->(q)-[on:ON|RETRACTED_ON]->(i)
WHERE q.stance IN ['support', 'oppose']
  AND all(x IN [b, took, q, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(q.valid_from, $as_of) <= $as_of <= coalesce(q.valid_until, $as_of)
  AND NOT EXISTS {
    (q)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
UNWIND [x IN held WHERE x.issue = i AND x.position.stance <> q.stance | x.position] AS p
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (q)<-[said2:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(other)
WHERE all(x IN [said2, other] WHERE x.known_from <= $known_on <= x.known_until)
RETURN i.id AS issue,
  p.id AS position, p.stance AS stance, p.status AS status, teller.id AS attributed_by,
  q.id AS other_position, q.stance AS other_stance, q.status AS other_status, other.id AS other_attributed_by,
  COLLECT {
    UNWIND [p, q] AS claim
    MATCH (claim)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY issue, position, other_position
