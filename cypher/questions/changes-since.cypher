// title: Who changed position since a day?
// Positions that begin on that day or later and supersede another one, on whatever issue, in order of time, with the
// event at which each was stated.
// param dossier, as_of, known_on: always
// param day: day, e.g. 2025-05-01
// returns actor, issue, before, before_stance, before_value, position, stance, value, since, stated_at, status,
//   attributed_by, sources

MATCH (p:Position|Retracted {dossier: $dossier})
WHERE $day <= p.valid_from <= $as_of
MATCH (i)<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a), (p)-[r:SUPERSEDES|RETRACTED_SUPERSEDES]->(before)
WHERE all(x IN [p, r, before, took, a, on, i] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (p)-[at:STATED_AT|RETRACTED_STATED_AT]->(occasion)
WHERE all(x IN [at, occasion] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(occasion.valid_from, occasion.valid_until, $as_of) <= $as_of
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, i.id AS issue, before.id AS before, before.stance AS before_stance,
  before.value AS before_value, p.id AS position,
  p.stance AS stance, p.value AS value, p.valid AS since, occasion.id AS stated_at,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY p.valid_from, position
