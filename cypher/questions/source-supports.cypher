// title: What rests on a source, and what falls if it is false?
// Every record of which a piece of evidence comes from the source or is carried by it, whenever it held. falls: no
// other evidence is left; others are the sources and carriers of what is left.
// param dossier, as_of, known_on: always
// param source: source id, e.g. source:the-bell-report
// returns claim, falls, evidence, others

MATCH (s:Source|Retracted {key: $dossier + '/' + $source})<-[r:FROM|RETRACTED_FROM|VIA|RETRACTED_VIA]-(e)
WHERE all(x IN [s, r] WHERE x.known_from <= $known_on <= x.known_until)
// the id of evidence says what it shows: evidence:KIND.SLUG.DIGEST
WITH s, split(substring(e.id, 9), '.') AS parts
WITH DISTINCT s, parts[0] AS kind, parts[1] AS slug
MATCH (e:Evidence|Retracted)-[f:FROM|RETRACTED_FROM]->(o)
WHERE e.key STARTS WITH $dossier + '/evidence:' + kind + '.' + slug + '.'
  AND all(x IN [f, o] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (e)-[via:VIA|RETRACTED_VIA]->(c)
WHERE all(x IN [via, c] WHERE x.known_from <= $known_on <= x.known_until)
WITH s, kind + ':' + slug AS claim, e, [o, coalesce(c, o)] AS chain ORDER BY e.id
WITH claim, collect(CASE WHEN s IN chain THEN e.id END) AS evidence,
  collect(CASE WHEN NOT s IN chain THEN chain END) AS left
WHERE size(evidence) > 0
RETURN claim, size(left) = 0 AS falls, evidence,
  COLLECT {
    UNWIND left AS chain
    UNWIND chain AS o
    RETURN DISTINCT o.id AS other ORDER BY other
  } AS others
ORDER BY NOT falls, claim
