// title: Which sources does most rest on?
// For each source the number of records that have evidence from it or carried by it (claims), and of those that have
// no other evidence (falling), whenever they held; the heaviest first.
// param dossier, as_of, known_on: always
// param source: source id, e.g. source:the-bell-report, default all
// returns source, falling, claims, reliability, published

CALL () {
  WITH $source AS source WHERE source IS NULL
  MATCH (:Source|Retracted {dossier: $dossier})<-[:FROM|RETRACTED_FROM]-(e)
  RETURN e
  UNION ALL
  WITH $source AS source WHERE source IS NOT NULL
  MATCH (:Source|Retracted {key: $dossier + '/' + source})<-[:FROM|RETRACTED_FROM|VIA|RETRACTED_VIA]-(some)
  WITH DISTINCT split(some.id, '.')[0] + '.' + split(some.id, '.')[1] + '.' AS claim
  MATCH (e:Evidence|Retracted)
  WHERE e.id STARTS WITH claim AND e.dossier = $dossier
  RETURN e
}
MATCH (s)<-[f:FROM|RETRACTED_FROM]-(e)
WHERE all(x IN [s, f] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (e)-[via:VIA|RETRACTED_VIA]->(c)
WHERE all(x IN [via, c] WHERE x.known_from <= $known_on <= x.known_until)
// the id of evidence says what it shows: evidence:KIND.SLUG.DIGEST
WITH split(e.id, '.')[0] + '.' + split(e.id, '.')[1] AS claim, collect([s, coalesce(c, s)]) AS chains
UNWIND chains AS chain
UNWIND chain AS source
WITH DISTINCT claim, chains, source
WHERE $source IS NULL OR source.id = $source
RETURN source.id AS source, count(CASE WHEN all(chain IN chains WHERE source IN chain) THEN 1 END) AS falling,
  count(claim) AS claims, source.reliability AS reliability, source.published AS published
ORDER BY falling DESC, claims DESC, source
