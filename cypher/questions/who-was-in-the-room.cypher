// title: Who was in the room?
// Who took part in an event, in which roles, and whom each heads, represents or belongs to on the day that is asked
// for. Who is not in the list is not known to have been there.
// param dossier, as_of, known_on: always
// param event: event id, e.g. event:talks-2-june
// returns actor, roles, belongs_to, sources

MATCH (e:Event|Retracted {key: $dossier + '/' + $event})<-[part:TOOK_PART|RETRACTED_TOOK_PART]-(a)
WHERE all(x IN [e, part, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(e.valid_from, e.valid_until, $as_of) <= $as_of
WITH DISTINCT e, a, part.role AS role ORDER BY role
WITH e, a, collect(role) AS roles
RETURN a.id AS actor, roles,
  COLLECT {
    MATCH (a)-[tie:HEADS|REPRESENTS|MEMBER_OF|PART_OF|
    RETRACTED_HEADS|RETRACTED_REPRESENTS|RETRACTED_MEMBER_OF|RETRACTED_PART_OF]->(b)
    WHERE all(x IN [tie, b] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(tie.valid_from, $as_of) <= $as_of <= coalesce(tie.valid_until, $as_of)
    RETURN DISTINCT b.id AS bloc ORDER BY bloc
  } AS belongs_to,
  COLLECT {
    MATCH (e)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor
