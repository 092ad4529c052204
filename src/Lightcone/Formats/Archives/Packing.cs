using System.IO.Compression;

namespace Lightcone.Formats.Archives;

/// <summary>Packs a file as the end of its name says, the same bytes at every time.</summary>
internal static class Packing
{
    /// <summary>The name without .gz or .zip.</summary>
    public static string NameWithin(string path) => IsGzip(path) ? path[..^3] : IsZip(path) ? path[..^4] : path;

    public static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    public static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes, packed where the path ends in .gz or .zip.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="path">Where they are going to be written.</param>
    /// <param name="member">The name within a zip archive.</param>
    public static byte[] Pack(byte[] content, string path, string member)
    {
        if (!IsGzip(path) && !IsZip(path))
            return content;
        using MemoryStream packed = new();
        if (IsGzip(path))
        {
            using GZipStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true);
            stream.Write(content);
        }
        else
        {
            using ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true);
            ZipArchiveEntry entry = archive.CreateEntry(member, CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream stream = entry.Open();
            stream.Write(content);
        }

        return packed.ToArray();
    }
}
