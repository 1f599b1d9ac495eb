// Gives the precompiled header next to it a target to belong to.
