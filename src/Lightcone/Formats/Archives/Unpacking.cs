using System.Buffers.Binary;
using System.IO.Compression;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Archives;

/// <summary>Unpacks gzip and zip, up to a number of bytes: a small file can hold a very large one.</summary>
internal static class Unpacking
{
    private const int MostMembers = 10_000;
    private const int MostLayers = 3;
    private const int MostNames = 20;

    private static readonly Dictionary<string, byte[]> Nothing = [];

    /// <summary>Unpacks a file as often as it is packed.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="file">The name.</param>
    /// <param name="most">How many bytes may come out in all.</param>
    /// <param name="isWanted">Whether a member of an archive, by its name, is what is looked for.</param>
    /// <param name="isBeside">Whether a member is kept beside it.</param>
    /// <exception cref="InputException">It is damaged, unpacks to more than is allowed, or an archive does not hold exactly one wanted member; the message names the members.</exception>
    public static PackedFile Open(byte[] content, string? file, long most, Func<string, bool> isWanted, Func<string, bool> isBeside)
    {
        PackedFile packed = new(file, content, Nothing);
        for (int layer = 0; IsGzip(packed.Content) || IsZip(packed.Content); layer++)
        {
            if (layer == MostLayers)
                throw new InputException($"the file is packed more than {MostLayers} times over. Unpack it first.", new SourceLocation(file));
            try
            {
                packed = IsGzip(packed.Content) ? Gzip(packed, file, ref most) : Zip(packed, file, ref most, isWanted, isBeside);
            }
            catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or IOException or ArgumentException or OverflowException or IndexOutOfRangeException)
            {
                throw new InputException($"the file is packed, and damaged ({exception.Message.TrimEnd('.')}). Pack it again.", new SourceLocation(file));
            }
        }

        return packed;
    }

    public static bool IsGzip(ReadOnlySpan<byte> content) => content.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);

    public static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8);

    private static PackedFile Gzip(PackedFile packed, string? file, ref long most)
    {
        using GZipStream stream = new(new MemoryStream(packed.Content, writable: false), CompressionMode.Decompress);
        byte[] content = Read(stream, file, ref most);
        // The last four bytes are the length of the last part, modulo 2^32; a file that was cut off has others there.
        uint length = packed.Content.Length < 18 ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(packed.Content.AsSpan(^4..));
        if (length > content.Length)
            throw new InvalidDataException("it says that it holds more than there is");
        return packed with { Name = packed.Name?.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) == true ? packed.Name[..^3] : packed.Name, Content = content };
    }

    private static PackedFile Zip(PackedFile packed, string? file, ref long most, Func<string, bool> isWanted, Func<string, bool> isBeside)
    {
        using ZipArchive archive = new(new MemoryStream(packed.Content, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > MostMembers)
            throw new InputException(FormattableString.Invariant($"this archive has {archive.Entries.Count:N0} members; up to {MostMembers:N0} are looked through. Unpack the pattern that is meant."), new SourceLocation(file));
        // Macintoshes put shadows of files beside them.
        ZipArchiveEntry[] members = [.. archive.Entries.Where(static entry => entry.Name.Length > 0 && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && !entry.Name.StartsWith("._", StringComparison.Ordinal))];
        ZipArchiveEntry[] wanted = [.. members.Where(entry => isWanted(entry.Name))];
        if (wanted.Length != 1)
        {
            string names = members.Length == 0 ? "nothing" : string.Join(", ", members.Take(MostNames).Select(static entry => EditDistance.Excerpt(entry.FullName))) + (members.Length > MostNames ? $" and {members.Length - MostNames} more" : "");
            throw new InputException($"this archive holds {(wanted.Length == 0 ? "no pattern" : $"{wanted.Length} patterns")}, and one is read. It holds {names}. {(wanted.Length == 0 ? "" : "Unpack the one that is meant.")}".TrimEnd(), new SourceLocation(file));
        }

        Dictionary<string, byte[]> beside = [];
        foreach (ZipArchiveEntry entry in members.Where(entry => isBeside(entry.Name)))
            beside[entry.Name] = Content(entry, file, ref most);
        return new(wanted[0].Name, Content(wanted[0], file, ref most), beside);
    }

    private static byte[] Content(ZipArchiveEntry entry, string? file, ref long most)
    {
        using Stream stream = entry.Open();
        return Read(stream, file, ref most);
    }

    private static byte[] Read(Stream stream, string? file, ref long most)
    {
        using MemoryStream content = new();
        byte[] buffer = new byte[1 << 16];
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            if (count > most)
                throw new InputException(FormattableString.Invariant($"the file unpacks to more bytes than are read here, {content.Length + most:N0} in all. If it is meant to be so large, unpack it first."), new SourceLocation(file));
            most -= count;
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
