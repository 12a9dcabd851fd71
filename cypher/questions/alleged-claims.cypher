// title: Which claims are alleged or disputed?
// Standing positions that somebody alleges or disputes, with who says so. They are not what the holder is known to
// hold.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days, default all
// returns issue, actor, position, stance, value, since, basis, status, attributed_by, sources

MATCH (i:Issue|Retracted {dossier: $dossier})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE ($issue IS NULL OR i.id = $issue)
  AND p.status <> 'plain'
  AND all(x IN [i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN i.id AS issue, a.id AS actor, p.id AS position,
  p.stance AS stance, p.value AS value, p.valid AS since, p.basis AS basis,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY issue, actor, position
