namespace Lightcone.Foundation.Input;

/// <summary>A place in a text: file, line and column, each counted from 1; 0 and null mean unknown.</summary>
/// <param name="File">The file's name as the user gave it, or null.</param>
/// <param name="Line">The line, from 1; 0 when unknown.</param>
/// <param name="Column">The column, from 1; 0 when unknown.</param>
public readonly record struct SourceLocation(string? File, int Line = 0, int Column = 0)
{
    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => File is not null || Line > 0 || Column > 0;

    /// <summary>The usual form <c>file:line:column</c>, without the parts that are not known.</summary>
    public override string ToString() =>
        string.Join(':', new[] { File ?? (Line > 0 ? "line " + Line : null), File is null || Line == 0 ? null : $"{Line}", Column == 0 ? null : File is null ? "column " + Column : $"{Column}" }
            .Where(part => part is not null));
}
