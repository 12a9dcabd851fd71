// title: How are two actors connected, and on what evidence?
// The shortest way from one to the other over ties that hold and events in which both took part, a row for each step
// (subject, link, object, as in "A heads B" or, with a role, "A party E"); of several equally short ones the first.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:umerov
// param other: actor id, e.g. actor:medinsky
// returns hop, subject, link, object, tie, evidence, sources

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})
WHERE a.known_from <= $known_on <= a.known_until AND $actor <> $other
WITH a, $dossier + '/' + $other AS other
MATCH path = ALL SHORTEST (a)
  (()-[r:TOOK_PART|MEMBER_OF|HEADS|REPRESENTS|PART_OF|ALLY_OF|SUPPORTS|OPPOSES|PRESSURES|THREATENS|OFFERS|
      RETRACTED_TOOK_PART|RETRACTED_MEMBER_OF|RETRACTED_HEADS|RETRACTED_REPRESENTS|
      RETRACTED_PART_OF|RETRACTED_ALLY_OF|RETRACTED_SUPPORTS|RETRACTED_OPPOSES|
      RETRACTED_PRESSURES|RETRACTED_THREATENS|RETRACTED_OFFERS]-(n)
    WHERE r.known_from <= $known_on <= r.known_until
      AND n.known_from <= $known_on <= n.known_until
      AND coalesce(r.valid_from, $as_of) <= $as_of <= coalesce(r.valid_until, $as_of)
      AND coalesce(n.valid_from, n.valid_until, $as_of) <= $as_of
  )+ (:Actor|Retracted {key: other})
WITH path, [n IN nodes(path) | n.id] + [r IN relationships(path) | split(r.id, '~')[0]] AS way
ORDER BY way LIMIT 1
UNWIND range(1, length(path)) AS hop
WITH hop, relationships(path)[hop - 1] AS r
RETURN hop, startNode(r).id AS subject,
  CASE WHEN r.role IS NULL THEN toLower(replace(type(r), 'RETRACTED_', '')) ELSE r.role END AS link,
  endNode(r).id AS object,
  CASE WHEN r.role IS NULL THEN split(split(r.id, '/')[1], '~')[0] END AS tie,
  COLLECT { UNWIND r.evidence AS key RETURN split(key, '/')[1] AS id ORDER BY id } AS evidence,
  COLLECT {
    UNWIND r.evidence AS key
    MATCH (:Evidence|Retracted {key: key})-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY hop
