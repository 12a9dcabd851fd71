// title: Who speaks for an actor, on what, and with which office?
// Standing positions of others that commit the actor. office holds the ties by which the speaker heads, represents,
// is a member or a part of it; where it is empty, none is known.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:ukraine
// returns speaker, position, issue, stance, value, since, office, status, attributed_by, sources

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})<-[behalf:ON_BEHALF_OF|RETRACTED_ON_BEHALF_OF]-(p),
      (b)-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
WHERE all(x IN [a, behalf, p, took, b, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
WITH DISTINCT a, b, p, i
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN b.id AS speaker, p.id AS position, i.id AS issue, p.stance AS stance, p.value AS value, p.valid AS since,
  COLLECT {
    MATCH (b)-[tie:HEADS|REPRESENTS|MEMBER_OF|PART_OF|
    RETRACTED_HEADS|RETRACTED_REPRESENTS|RETRACTED_MEMBER_OF|RETRACTED_PART_OF]->(a)
    WHERE tie.known_from <= $known_on <= tie.known_until
      AND coalesce(tie.valid_from, $as_of) <= $as_of <= coalesce(tie.valid_until, $as_of)
    RETURN split(split(tie.id, '/')[1], '~')[0] AS office ORDER BY office
  } AS office,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY speaker, position
