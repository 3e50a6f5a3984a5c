"""The twelve motifs. Each module engraves one on a plate: `engrave(plate, chance, day)`."""

from . import arcs, grid, hexagons, knots, orbits, paths, rays, steps, strata, terraces, waves, weave

MOTIFS = {
    module.__name__.rpartition(".")[2]: module.engrave
    for module in (grid, arcs, waves, terraces, knots, hexagons, strata, paths, rays, weave, steps, orbits)
}
