// title: What was known on a day?
// Every record that counts on both days: what held in the world on one, as known on the other. dated is the record's
// date as written.
// param dossier, as_of, known_on: always
// param kind: one of actor, tie, issue, position, judgement, proposal, event, source, default all
// returns kind, id, what, dated

CALL () {
  MATCH (n:Actor|Issue|Position|Judgement|Proposal|Event|Source|Retracted {dossier: $dossier})
  WITH n, split(n.id, ':')[0] AS kind
  WHERE kind <> 'evidence' AND ($kind IS NULL OR kind = $kind)
    AND n.known_from <= $known_on <= n.known_until
    // a correction that was taken back later stood in its place
    AND (n.known_gaps IS NULL OR none(k IN range(0, size(n.known_gaps) - 1, 2)
      WHERE n.known_gaps[k] <= $known_on <= n.known_gaps[k + 1]))
    AND CASE
      WHEN kind IN ['position', 'judgement']
        THEN coalesce(n.valid_from, $as_of) <= $as_of <= coalesce(n.valid_until, $as_of)
      WHEN kind IN ['proposal', 'event'] THEN coalesce(n.valid_from, n.valid_until, $as_of) <= $as_of
      ELSE true
    END
    AND NOT EXISTS {
      (n)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
      WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
        AND coalesce(later.valid_from, $as_of) <= $as_of
    }
  RETURN kind, n.id AS id, coalesce(n.claim, n.name, n.title, n.quantity) AS what,
    coalesce(n.valid, n.date, n.published) AS dated
  UNION
  MATCH (a:Actor|Retracted {dossier: $dossier})-[tie:
    MEMBER_OF|HEADS|REPRESENTS|PART_OF|ALLY_OF|SUPPORTS|OPPOSES|PRESSURES|THREATENS|OFFERS|
    RETRACTED_MEMBER_OF|RETRACTED_HEADS|RETRACTED_REPRESENTS|RETRACTED_PART_OF|
    RETRACTED_ALLY_OF|RETRACTED_SUPPORTS|RETRACTED_OPPOSES|RETRACTED_PRESSURES|
    RETRACTED_THREATENS|RETRACTED_OFFERS]->(b)
  WHERE ($kind IS NULL OR $kind = 'tie')
    AND a.id STARTS WITH 'actor:' // issues too are part of others
    AND all(x IN [a, tie, b] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(tie.valid_from, $as_of) <= $as_of <= coalesce(tie.valid_until, $as_of)
  RETURN 'tie' AS kind, split(split(tie.id, '/')[1], '~')[0] AS id,
    toLower(replace(type(tie), 'RETRACTED_', '')) AS what, tie.valid AS dated
}
RETURN kind, id, what, dated
ORDER BY kind, id
