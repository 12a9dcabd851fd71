// title: Whose consent does a deal on an issue need, and where do they stand?
// Each actor whose yes the issue needs, with the positions on it that it took or that commit it (speaker is who took
// them). A row without a position: none is known.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days
// returns actor, position, speaker, stance, value, since, at_least, at_most, status, attributed_by, sources

MATCH (i:Issue|Retracted {key: $dossier + '/' + $issue})-[needs:NEEDS_CONSENT_OF|RETRACTED_NEEDS_CONSENT_OF]->(a)
WHERE all(x IN [i, needs, a] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (i)<-[on:ON|RETRACTED_ON]-(p)-[has:TOOK|RETRACTED_TOOK|ON_BEHALF_OF|RETRACTED_ON_BEHALF_OF]-(a)
WHERE all(x IN [on, p, has] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
WITH DISTINCT a, p
OPTIONAL MATCH (p)<-[took:TOOK|RETRACTED_TOOK]-(speaker)
WHERE all(x IN [took, speaker] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, p.id AS position, speaker.id AS speaker, p.stance AS stance, p.value AS value, p.valid AS since,
  p.accepts_at_least AS at_least, p.accepts_at_most AS at_most,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor, position
