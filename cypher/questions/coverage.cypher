// title: Whose positions are known on which issue?
// One row for each actor and issue on which at least one position stands, with how many of these are alleged,
// disputed or only told by another (doubtful). A pair without a row has none that is known.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days, default all
// returns actor, issue, stances, positions, doubtful

MATCH (i:Issue|Retracted {dossier: $dossier})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE ($issue IS NULL OR i.id = $issue)
  AND all(x IN [i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
WITH a.id AS actor, i.id AS issue, p, p.status <> 'plain' OR teller IS NOT NULL AS told ORDER BY p.id
WITH actor, issue, collect(p) AS held, count(CASE WHEN told THEN 1 END) AS doubtful
RETURN actor, issue,
  COLLECT {
    UNWIND held AS p
    RETURN DISTINCT p.stance AS stance ORDER BY stance
  } AS stances,
  [p IN held | p.id] AS positions, doubtful
ORDER BY actor, issue
