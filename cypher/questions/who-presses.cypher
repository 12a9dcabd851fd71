// title: Who presses, threatens, opposes, backs or makes offers to an actor?
// Ties of pressure, threat, opposition, support and offer that hold and go to the actor.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:ukrainian-delegation
// returns actor, link, tie, since, sources

MATCH (b:Actor|Retracted {key: $dossier + '/' + $actor})<-[tie:PRESSURES|THREATENS|OPPOSES|SUPPORTS|OFFERS|
    RETRACTED_PRESSURES|RETRACTED_THREATENS|RETRACTED_OPPOSES|RETRACTED_SUPPORTS|RETRACTED_OFFERS]-(a)
WHERE all(x IN [b, tie, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(tie.valid_from, $as_of) <= $as_of <= coalesce(tie.valid_until, $as_of)
RETURN a.id AS actor, toLower(replace(type(tie), 'RETRACTED_', '')) AS link,
  split(split(tie.id, '/')[1], '~')[0] AS tie, tie.valid AS since,
  COLLECT {
    UNWIND tie.evidence AS key
    MATCH (:Evidence|Retracted {key: key})-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor, tie
