// title: Under which conditions would a refusal turn?
// The conditions of standing positions on an issue that oppose it or are conditional, one by one: what each is
// about, the bounds it sets there and the stance that follows (turns_to). happened tells whether an event has; a
// condition in words alone stays undetermined.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days
// returns actor, position, stance, value, since, condition, about, at_least, at_most, turns_to, happened, status,
//   attributed_by, sources

MATCH (i:Issue|Retracted {key: $dossier + '/' + $issue})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE all(x IN [i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND p.stance IN ['oppose', 'conditional']
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
UNWIND range(0, size(coalesce(p.conditions, [])) - 1) AS n
WITH a, p, n, p.conditions[n] AS condition
WHERE NOT condition IN p.conditions[..n] // the same words twice
OPTIONAL MATCH (p)-[d:DEPENDS_ON|RETRACTED_DEPENDS_ON {text: condition}]->(about)
WHERE all(x IN [d, about] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, p.id AS position, p.stance AS stance, p.value AS value, p.valid AS since,
  condition, about.id AS about, d.at_least AS at_least, d.at_most AS at_most, d.then AS turns_to,
  CASE WHEN about.id STARTS WITH 'event:'
    THEN coalesce(about.valid_from, about.valid_until, $as_of) <= $as_of
  END AS happened,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor, position, n, about, split(d.id, '~')[0]
