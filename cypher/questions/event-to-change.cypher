// title: Which chains lead from an event to a change of position?
// Chains of events, each of which follows the one before (up to six steps), that end where a position was stated
// which supersedes an earlier one. A chain is an order that sources tell, not a cause.
// param dossier, as_of, known_on: always
// param event: event id, e.g. event:talks-2-june
// returns chain, actor, issue, before, before_stance, position, stance, value, since, status, attributed_by, sources

MATCH chain = (:Event|Retracted {key: $dossier + '/' + $event})<-[:FOLLOWS|RETRACTED_FOLLOWS*0..6]-(last)
WHERE all(x IN nodes(chain) + relationships(chain) WHERE x.known_from <= $known_on <= x.known_until)
  AND all(e IN nodes(chain) WHERE coalesce(e.valid_from, e.valid_until, $as_of) <= $as_of)
MATCH (last)<-[at:STATED_AT|RETRACTED_STATED_AT]-(p)-[r:SUPERSEDES|RETRACTED_SUPERSEDES]->(before),
      (a)-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
WHERE all(x IN [at, p, r, before, a, took, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of
WITH DISTINCT [e IN nodes(chain) | e.id] AS chain, a, i, before, p
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN chain, a.id AS actor, i.id AS issue, before.id AS before, before.stance AS before_stance,
  p.id AS position, p.stance AS stance, p.value AS value, p.valid AS since,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY size(chain), chain, position
