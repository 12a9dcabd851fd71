// title: Who mediated or hosted, when, and between whom?
// Each actor with the role of mediator or host in an event, in order of time, with the parties there.
// param dossier, as_of, known_on: always
// returns event, date, actor, role, parties, sources

MATCH (e:Event|Retracted {dossier: $dossier})<-[part:TOOK_PART|RETRACTED_TOOK_PART]-(a)
WHERE part.role IN ['host', 'mediator']
  AND all(x IN [e, part, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(e.valid_from, e.valid_until, $as_of) <= $as_of
WITH DISTINCT e, a, part.role AS role
RETURN e.id AS event, e.date AS date, a.id AS actor, role,
  COLLECT {
    MATCH (e)<-[part:TOOK_PART|RETRACTED_TOOK_PART {role: 'party'}]-(b)
    WHERE all(x IN [part, b] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT b.id AS party ORDER BY party
  } AS parties,
  COLLECT {
    MATCH (e)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY coalesce(e.valid_from, e.valid_until), event, actor, role
