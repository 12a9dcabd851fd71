// title: Which positions were stated at an event?
// Positions stated at the event, and whether each still stands on the day that is asked for.
// param dossier, as_of, known_on: always
// param event: event id, e.g. event:talks-2-june
// returns actor, position, issue, stance, value, since, stands, status, attributed_by, sources

MATCH (e:Event|Retracted {key: $dossier + '/' + $event})<-[at:STATED_AT|RETRACTED_STATED_AT]-(p),
      (a)-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
WHERE all(x IN [e, at, p, took, a, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(e.valid_from, e.valid_until, $as_of) <= $as_of
  AND coalesce(p.valid_from, $as_of) <= $as_of
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, p.id AS position, i.id AS issue, p.stance AS stance, p.value AS value, p.valid AS since,
  $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  } AS stands,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor, position
