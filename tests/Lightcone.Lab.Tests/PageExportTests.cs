using Lightcone.Foundation.Input;
using Lightcone.Lab.Entry;
using Lightcone.Shared.Tests;

namespace Lightcone.Lab.Tests;

/// <summary>The page as a folder of files.</summary>
public sealed class PageExportTests
{
    [Fact]
    public void All_files_are_copied_and_nothing_is_left_beside_them()
    {
        using TemporaryFolder folder = new();
        string page = Page(folder);
        foreach (string to in new[] { folder.File("new"), Directory.CreateDirectory(folder.File("empty")).FullName })
        {
            Assert.Equal((3, 12), PageExport.Write(page, to));
            Assert.Equal(["_framework/a.wasm", "assets/x.js", "index.html"], Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(to, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
            Assert.Equal("wasm", File.ReadAllText(Path.Combine(to, "_framework", "a.wasm")));
        }

        Assert.Equal(["empty", "new", "page"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_there_already_is_left_alone()
    {
        using TemporaryFolder folder = new();
        string page = Page(folder);
        string file = folder.Write("file", "mine");
        Directory.CreateDirectory(folder.File("full"));
        string kept = folder.Write(Path.Combine("full", "index.html"), "mine");
        Assert.Contains("this is a file", Assert.Throws<InputException>(() => PageExport.Write(page, file)).Message, StringComparison.Ordinal);
        Assert.Contains("not empty", Assert.Throws<InputException>(() => PageExport.Write(page, folder.File("full"))).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => PageExport.Write(page, Path.Combine(file, "in", "a", "file")));
        Assert.Equal(("mine", "mine"), (File.ReadAllText(file), File.ReadAllText(kept)));
        Assert.Equal(["file", "full", "page"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string Page(TemporaryFolder folder)
    {
        string page = folder.File("page");
        Directory.CreateDirectory(Path.Combine(page, "_framework"));
        Directory.CreateDirectory(Path.Combine(page, "assets"));
        folder.Write(Path.Combine("page", "index.html"), "page");
        folder.Write(Path.Combine("page", "assets", "x.js"), "code");
        folder.Write(Path.Combine("page", "_framework", "a.wasm"), "wasm");
        return page;
    }
}
