namespace Lightcone.Engines;

/// <summary>How a rule is run. Every engine gives the same bytes; they differ in speed and in what they can run.</summary>
public enum Engine
{
    /// <summary>The engine is picked for each run by the rule, the length and the aim.</summary>
    Auto,

    /// <summary>The network itself: local convolution, argmax, repeat. The object of the paper (arXiv 2602.01651), and the slowest; needs a <see cref="NeuralRule"/>.</summary>
    Network,

    /// <summary>One table look-up a cell and step.</summary>
    Table,

    /// <summary>Many cells at once: symbols as planes of bits, the table as a circuit of logical operations on whole words.</summary>
    Bits,

    /// <summary>Only cells whose neighborhood changed are looked at: work is proportional to what happens, not to length times steps.</summary>
    ActiveCells,

    /// <summary>For one-way rules and fixed points: one sweep along the direction of influence gives the fixed point, and counts the steps that synchronous updating would take, exactly.</summary>
    Scan,

    /// <summary>
    /// Lattices cut into 512 lanes, symbols as planes of bits, several generations in one pass: the fastest dense engine for large lattices and many steps. Rows of any rule whose circuit is small enough;
    /// grids of rules of two states that read cells at most one column and one row away.
    /// </summary>
    Wavefront,

    /// <summary>Rows cut into 64 lanes, a byte a cell, the table in registers and looked up for 64 cells at once: the fastest dense engine where circuits are large, as for random tables of four symbols and more.</summary>
    Bytes,

    /// <summary>HashLife in one dimension: equal parts of the row have equal futures, and each is computed once, 2^k steps at a time. Rows that repeat themselves go any number of steps in the time of a few; random rows are far slower than on dense engines.</summary>
    HashLife,

    /// <summary>Rules of two states in one dimension that add states modulo 2 (60, 90, 102, 105, 150, 165, 170 and their like): 2^k steps are a single pass over the bits, so that any number of steps takes no more passes than it has binary digits.</summary>
    Additive,

    /// <summary>Grids of rules of two states that read cells at most one column and one row away, in tiles of some 50 x 50 cells: tiles in and around which nothing happens, or only what repeats after 1, 2, 3 or 6 steps, are left out.</summary>
    Tiles,
}
