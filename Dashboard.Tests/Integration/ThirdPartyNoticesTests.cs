using System.Text.Json;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>The notices name each package that the program carries, in its version.</summary>
public sealed class ThirdPartyNoticesTests
{
    [Fact]
    public void EachPackageOfTheProgram_IsNamedWithItsVersion()
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Dashboard.deps.json")));
        var carried = dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package").Select(library => library.Name).ToList();
        Assert.NotEmpty(carried);
        var named = File.ReadLines(Path.Combine(Repository.Root, "THIRD-PARTY-NOTICES.md"))
            .Select(line => line.Split(" | ")).Where(cells => cells.Length >= 5)
                .Select(cells => $"{cells[0].TrimStart('|', ' ')}/{cells[1]}").ToHashSet();
        var missing = carried.Where(package => !named.Contains(package)).ToList();
        Assert.True(missing.Count == 0, $"Run .ci/notices; missing: {string.Join(", ", missing)}");
    }
}
