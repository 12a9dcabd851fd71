// title: What was retracted has no other label, and is not known any more
MATCH (n:Retracted {dossier: $dossier})
WHERE size(labels(n)) > 1 OR n.known_until = date('9999-12-31')
RETURN n.key AS key, 'labels ' + reduce(text = '', label IN labels(n) | text + label + ' ') + 'known until ' + toString(n.known_until) AS found
ORDER BY key
