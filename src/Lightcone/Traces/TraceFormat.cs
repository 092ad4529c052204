namespace Lightcone.Traces;

/// <summary>How configurations stand in a file of traces.</summary>
public enum TraceFormat
{
    /// <summary>One character a cell, or names with spaces between them; one row a line.</summary>
    Text,

    /// <summary>Fields separated by commas, semicolons or tabs, with or without a line of column names.</summary>
    Csv,
}
