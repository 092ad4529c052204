using System.Diagnostics;
using System.Text;

namespace Lightcone.Packages.Tests;

/// <summary>The tests that share the packages.</summary>
[CollectionDefinition(Name)]
public sealed class Packed : ICollectionFixture<PackageFixture>
{
    public const string Name = "packed";
}

/// <summary>Both packages, packed once from what ./test has built into a folder of their own, and a folder in which the packages are installed that nobody else uses.</summary>
public sealed class PackageFixture : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lightcone-packages-").FullName;

    public PackageFixture()
    {
        foreach (string project in (string[])["packages/Lightcone.Bundle/Lightcone.Bundle.csproj", "apps/Lightcone.Cli/Lightcone.Cli.csproj"])
            Dotnet(Repository, "pack", project, "-c", "Release", "--no-build", "-v", "quiet", "-o", Packages);
    }

    /// <summary>The folder of the packages.</summary>
    public string Packages => Path.Combine(root, "packages");

    public static string Repository { get; } = FindRepository();

    /// <summary>Where the restore of this solution has put the packages it uses.</summary>
    private static string Restored { get; } = Dotnet(Repository, "nuget", "locals", "global-packages", "--list").Split(": ", 2)[1].Trim();

    /// <summary>A new empty folder.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    /// <summary>A program of one file with the package Lightcone as its only reference.</summary>
    public string Project(string name, string source, string properties)
    {
        string folder = Folder(name);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), source);
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <NuGetAudit>false</NuGetAudit>
                <RestoreSources>{Packages}</RestoreSources>
                <RestorePackagesPath>{Folder("installed")}</RestorePackagesPath>
                <RestoreFallbackFolders>{Restored}</RestoreFallbackFolders>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Lightcone" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        return folder;
    }

    /// <summary>Runs a command of the SDK, which must succeed; gives what it printed.</summary>
    public static string Dotnet(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    /// <summary>Runs a program, which must succeed; gives what it printed.</summary>
    public static string Run(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        StringBuilder all = new StringBuilder(output).Append(error.Result);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\nexit code {process.ExitCode}\n{all}");
        return $"{all}";
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Lightcone.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("Lightcone.slnx was found in no folder above the tests.");
    }
}
