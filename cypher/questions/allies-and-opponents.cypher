// title: With whom does an actor agree, and with whom does it not?
// For every other actor the issues on which both take the same side or opposite sides, the closest first. claims are
// the positions behind it, doubtful those of them that are alleged, disputed or only told by another.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russia
// returns other, net, agree_on, conflict_on, claims, doubtful

MATCH (a:Actor|Retracted {key: $dossier + '/' + $actor})-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
WHERE p.stance IN ['support', 'oppose']
  AND all(x IN [a, took, p, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
MATCH (i)<-[on2:ON|RETRACTED_ON]-(q)<-[took2:TOOK|RETRACTED_TOOK]-(b)
WHERE q.stance IN ['support', 'oppose'] AND b <> a
  AND all(x IN [on2, q, took2, b] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(q.valid_from, $as_of) <= $as_of <= coalesce(q.valid_until, $as_of)
  AND NOT EXISTS {
    (q)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
UNWIND [p, q] AS claim
WITH b, i.id AS issue, p.stance = q.stance AS same, claim, claim.status <> 'plain' OR EXISTS {
  (claim)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
  WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
} AS told
WITH b, collect(DISTINCT CASE WHEN same THEN issue END) AS agreed,
  collect(DISTINCT CASE WHEN NOT same THEN issue END) AS opposed,
  collect(DISTINCT claim.id) AS claims, collect(DISTINCT CASE WHEN told THEN claim.id END) AS doubtful
RETURN b.id AS other, size(agreed) - size(opposed) AS net,
  COLLECT { UNWIND agreed AS issue RETURN issue ORDER BY issue } AS agree_on,
  COLLECT { UNWIND opposed AS issue RETURN issue ORDER BY issue } AS conflict_on,
  COLLECT { UNWIND claims AS claim RETURN claim ORDER BY claim } AS claims,
  COLLECT { UNWIND doubtful AS claim RETURN claim ORDER BY claim } AS doubtful
ORDER BY net DESC, other
