// title: Which sources does most rest on?
// For each source the number of records that have evidence from it or carried by it (claims), and of those that have
// no other evidence (falling), whenever they held; the heaviest first.
// param dossier, as_of, known_on: always
// returns source, falling, claims, reliability, published

MATCH (s:Source|Retracted {dossier: $dossier})<-[f:FROM|RETRACTED_FROM]-(e)
WHERE all(x IN [s, f] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (e)-[via:VIA|RETRACTED_VIA]->(c)
WHERE all(x IN [via, c] WHERE x.known_from <= $known_on <= x.known_until)
// the id of evidence says what it shows: evidence:KIND.SLUG.DIGEST
WITH split(e.id, '.')[0] + '.' + split(e.id, '.')[1] AS claim, collect([s, coalesce(c, s)]) AS chains
UNWIND chains AS chain
UNWIND chain AS source
WITH DISTINCT claim, chains, source
RETURN source.id AS source, count(CASE WHEN all(chain IN chains WHERE source IN chain) THEN 1 END) AS falling,
  count(claim) AS claims, source.reliability AS reliability, source.published AS published
ORDER BY falling DESC, claims DESC, source
