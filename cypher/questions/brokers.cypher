// title: Who could broker between two sides?
// Actors that are linked to both: by a tie that holds, in either direction, of heading, representing, membership,
// part, alliance or support, or by taking the same side on an issue. links name the tie or the issue; claims are the
// ties and positions behind them, doubtful those that are alleged, disputed or only told by another.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russia
// param other: actor id, e.g. actor:ukraine
// returns broker, links, other_links, claims, doubtful

UNWIND [$actor, $other] AS side
MATCH (s:Actor|Retracted {key: $dossier + '/' + side})
WHERE s.known_from <= $known_on <= s.known_until
CALL (s) {
  MATCH (s)-[tie:HEADS|REPRESENTS|MEMBER_OF|PART_OF|ALLY_OF|SUPPORTS|
    RETRACTED_HEADS|RETRACTED_REPRESENTS|RETRACTED_MEMBER_OF|RETRACTED_PART_OF|RETRACTED_ALLY_OF|RETRACTED_SUPPORTS]-(b)
  WHERE all(x IN [tie, b] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(tie.valid_from, $as_of) <= $as_of <= coalesce(tie.valid_until, $as_of)
  WITH b, split(split(tie.id, '/')[1], '~')[0] AS tie
  RETURN b, tie AS link, {id: tie, told: false} AS claim
  UNION
  MATCH (s)-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
  WHERE p.stance IN ['support', 'oppose']
    AND all(x IN [took, p, on, i] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
    AND NOT EXISTS {
      (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
      WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
        AND coalesce(later.valid_from, $as_of) <= $as_of
    }
  MATCH (i)<-[on2:ON|RETRACTED_ON]-(q)<-[took2:TOOK|RETRACTED_TOOK]-(b)
  WHERE q.stance = p.stance AND NOT b.id IN [$actor, $other]
    AND all(x IN [on2, q, took2, b] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(q.valid_from, $as_of) <= $as_of <= coalesce(q.valid_until, $as_of)
    AND NOT EXISTS {
      (q)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
      WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
        AND coalesce(later.valid_from, $as_of) <= $as_of
    }
  UNWIND [p, q] AS claim
  RETURN b, i.id AS link, {id: claim.id, told: claim.status <> 'plain' OR EXISTS {
    (claim)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
    WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
  }} AS claim
}
WITH b, collect(DISTINCT CASE side WHEN $actor THEN link END) AS links,
  collect(DISTINCT CASE side WHEN $other THEN link END) AS other_links, collect(claim) AS found
WHERE $actor <> $other AND NOT b.id IN [$actor, $other] AND size(links) > 0 AND size(other_links) > 0
RETURN b.id AS broker,
  COLLECT { UNWIND links AS link RETURN link ORDER BY link } AS links,
  COLLECT { UNWIND other_links AS link RETURN link ORDER BY link } AS other_links,
  COLLECT { UNWIND found AS x RETURN DISTINCT x.id AS id ORDER BY id } AS claims,
  COLLECT { UNWIND [x IN found WHERE x.told] AS x RETURN DISTINCT x.id AS id ORDER BY id } AS doubtful
ORDER BY size(links) + size(other_links) DESC, broker
