// title: Which claims rest on a single source?
// Standing positions all of whose evidence is carried by one text: several voices in one article are one source.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days, default all
// returns issue, actor, position, carrier, stance, value, since, status, attributed_by, sources

MATCH (i:Issue|Retracted {dossier: $dossier})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE ($issue IS NULL OR i.id = $issue)
  AND all(x IN [i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
WITH a, i, p, COLLECT {
  MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->(e)-[f:FROM|RETRACTED_FROM]->(s)
  WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
  OPTIONAL MATCH (e)-[via:VIA|RETRACTED_VIA]->(c)
  WHERE all(x IN [via, c] WHERE x.known_from <= $known_on <= x.known_until)
  RETURN DISTINCT coalesce(c.id, s.id) AS carrier ORDER BY carrier
} AS carriers
WHERE size(carriers) = 1
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN i.id AS issue, a.id AS actor, p.id AS position, carriers[0] AS carrier,
  p.stance AS stance, p.value AS value, p.valid AS since,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY issue, actor, position
