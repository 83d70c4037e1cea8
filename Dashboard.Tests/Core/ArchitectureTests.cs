using System.Text.RegularExpressions;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core;

/// <summary>That docs/architecture.md tells where to look in all of Core, not in what there was when it was written.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

    [Fact]
    public void EveryFolderOfCore_IsInTheTable()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "Dashboard.Core")).Select(Path.GetFileName)
            .Where(folder => folder is not ("bin" or "obj")).ToList();
        var told = Rows().SelectMany(Named).ToHashSet();

        Assert.True(folders.Count > 40, "The comparison sees too few folders.");
        Assert.Equal([], folders.Where(folder => !told.Contains(folder!)));
    }

    [Fact]
    public void EveryFolderThatIsNamed_IsThere() =>
        Assert.Equal([], Rows().SelectMany(Paths).Where(path => !Directory.Exists(Path.Combine(Repository.Root, "Dashboard.Core", path))));

    [Fact]
    public void TheRowOfLayers_HasThemInTheirOrder() =>
        Assert.Equal(DirectionTests.LowerLayers.Select(row => row.Data), Named(Rows().First()));

    /// <summary>The first column of the table of folders.</summary>
    private static IEnumerable<string> Rows() =>
        Document.Split("Where to look in Core:")[1].Split("\n\n")[1].Split('\n').Skip(2).Select(row => row.Split('|')[1]);

    private static IEnumerable<string> Paths(string row) => Name().Matches(row).Select(found => found.Groups[1].Value);

    private static IEnumerable<string> Named(string row) => Paths(row).Select(path => path.Split('/')[0]);

    [GeneratedRegex("`([A-Za-z/]+)`")]
    private static partial Regex Name();
}
