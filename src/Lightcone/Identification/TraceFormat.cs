namespace Lightcone.Identification;

/// <summary>How configurations stand in a file of traces.</summary>
public enum TraceFormat
{
    /// <summary>One character a cell, or names with spaces between them; one row a line.</summary>
    Text,

    /// <summary>Fields separated by commas, semicolons or tabs, with or without a line of column names.</summary>
    Csv,

    /// <summary>A NumPy array of whole numbers with the axes (step, cell) or (run, step, cell); on grids (step, row, column) or (run, step, row, column).</summary>
    Npy,
}
