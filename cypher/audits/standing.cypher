// title: What has a public label is known until the end of the record
MATCH (n:Actor|Issue|Position|Judgement|Proposal|Event|Source|Evidence {dossier: $dossier})
WHERE n.known_until IS NULL OR n.known_until < date('9999-12-31')
RETURN n.key AS key, 'known until ' + coalesce(toString(n.known_until), 'no day') AS found
ORDER BY key
