namespace Lightcone.Formats.Archives;

/// <summary>A file that was packed, or was not: its bytes, its name, and what lay beside it.</summary>
/// <param name="Name">Its name, for what the extension says and for messages.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Beside">Files that lay beside it in an archive, by their names without folders.</param>
internal sealed record PackedFile(string? Name, byte[] Content, IReadOnlyDictionary<string, byte[]> Beside);
