"""Influence: who is well placed in a network, who moves whom, and where opinions would settle.

A network is chosen (`chosen`) and read as ties of actors (`tied`); `centrality` scores the actors, with `pivots` where
a network is too large to walk from everybody.  `opinions` puts the positions on an issue into the model of
`friedkin_johnsen`; `movers` tests whether changes of position follow what others said more often than chance.
"""
