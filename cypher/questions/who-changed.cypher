// title: Who changed position on an issue, when, and after which event?
// Each position on the issue that supersedes an earlier one, in order of time, with the event at which it was
// stated, and the last event about the issue (last_event) that had begun when the change began. What comes after an
// event need not come from it.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days
// returns actor, before, before_stance, before_value, position, stance, value, since, stated_at, last_event, status,
//   attributed_by, sources

MATCH (i:Issue|Retracted {key: $dossier + '/' + $issue})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a),
      (p)-[r:SUPERSEDES|RETRACTED_SUPERSEDES]->(before)
WHERE all(x IN [i, on, p, r, before, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of
OPTIONAL MATCH (p)-[at:STATED_AT|RETRACTED_STATED_AT]->(occasion)
WHERE all(x IN [at, occasion] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(occasion.valid_from, occasion.valid_until, $as_of) <= $as_of
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, before.id AS before, before.stance AS before_stance, before.value AS before_value,
  p.id AS position, p.stance AS stance, p.value AS value, p.valid AS since, occasion.id AS stated_at,
  head(COLLECT {
    MATCH (i)<-[about:ADDRESSED|RETRACTED_ADDRESSED]-(e)
    WHERE coalesce(e.valid_from, e.valid_until) <= p.valid_from
      AND all(x IN [about, e] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN e.id ORDER BY coalesce(e.valid_from, e.valid_until) DESC, e.id LIMIT 1
  }) AS last_event,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY coalesce(p.valid_from, date('0001-01-01')), position
