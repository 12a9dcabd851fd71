// title: What begins does not end before
MATCH (n:Position|Event|Proposal|Judgement|Source {dossier: $dossier})
WHERE n.valid_from > n.valid_until
RETURN n.key AS key, 'from ' + toString(n.valid_from) + ' until ' + toString(n.valid_until) AS found
ORDER BY key
