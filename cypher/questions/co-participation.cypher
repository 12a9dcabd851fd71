// title: Who took part in the same events as an actor?
// Every other actor that was in an event with it, in whatever role (an attack joins its initiator and its target
// too), the most frequent first.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russia
// returns other, together, events, sources

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})-[part:TOOK_PART|RETRACTED_TOOK_PART]->(e)
WHERE all(x IN [a, part, e] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(e.valid_from, e.valid_until, $as_of) <= $as_of
WITH a, e
MATCH (e)<-[part:TOOK_PART|RETRACTED_TOOK_PART]-(b)
WHERE b <> a AND all(x IN [part, b] WHERE x.known_from <= $known_on <= x.known_until)
WITH DISTINCT b, e ORDER BY e.id
WITH b, collect(e) AS events
RETURN b.id AS other, size(events) AS together, [e IN events | e.id] AS events,
  COLLECT {
    UNWIND events AS e
    MATCH (e)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY together DESC, other
