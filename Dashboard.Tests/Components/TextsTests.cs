using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Concentric.Dashboard.Resources;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components;

/// <summary>Every text of every resource file exists in Chinese and in English and takes the same values.</summary>
public partial class TextsTests
{
    private static readonly Assembly[] Assemblies = [typeof(UiText).Assembly, Assembly.Load("Dashboard.Core")];

    public static TheoryData<string> ResourceNames =>
        [.. Assemblies.SelectMany(assembly => assembly.GetManifestResourceNames()).Where(name => name.EndsWith(".resources", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ResourceNames))]
    public void BothLanguages_HaveTheSameKeys(string resource) =>
        Assert.Equal(Read(resource, "").Keys.Order(), Read(resource, "en").Keys.Order());

    [Theory]
    [MemberData(nameof(ResourceNames))]
    public void NoText_IsEmpty(string resource) =>
        Assert.DoesNotContain(Read(resource, "").Concat(Read(resource, "en")), text => string.IsNullOrWhiteSpace(text.Value));

    [Theory]
    [MemberData(nameof(ResourceNames))]
    public void BothLanguages_TakeTheSameValues(string resource)
    {
        var english = Read(resource, "en");
        var differing = Read(resource, "")
            .Where(text => english.TryGetValue(text.Key, out var other) && Placeholders(text.Value) != Placeholders(other))
            .Select(text => text.Key);
        Assert.Empty(differing);
    }

    [Theory]
    [MemberData(nameof(ResourceNames))]
    public void Chinese_HasChinesePunctuation(string resource) =>
        Assert.DoesNotContain(Read(resource, ""), text => WesternPunctuation().IsMatch(text.Value));

    [Fact]
    public void EveryKeyNamedInThePages_Exists()
    {
        var known = Read(typeof(UiText).FullName + ".resources", "");
        var files = new DirectoryInfo(Path.Combine(Repository.Root, "Dashboard"))
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Extension is ".razor" or ".cs" && !file.FullName.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));
        var missing = files
            .SelectMany(file => KeyInSource().Matches(File.ReadAllText(file.FullName)).Select(match => $"{file.Name}: {match.Groups[1].Value}"))
            .Where(use => !known.ContainsKey(use.Split(": ")[1]));
        Assert.Empty(missing);
    }

    private static Dictionary<string, string> Read(string resource, string culture)
    {
        var assembly = Assemblies.Single(assembly => assembly.GetManifestResourceInfo(resource) is not null);
        var manager = new ResourceManager(resource[..^".resources".Length], assembly);
        var set = manager.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order());

    // After a Chinese character, or before one; an address such as localhost:端口 is none of it.
    [GeneratedRegex(@"[\u3400-\u9fff”][,:;?!]|(?<!localhost)[,:;?!][\u3400-\u9fff]")]
    private static partial Regex WesternPunctuation();

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    // L["Key"] and L["Key", value]; a key put together from parts ends in a quote followed by a plus.
    [GeneratedRegex("""\bL\["([\w.-]+)"\s*[\],]""")]
    private static partial Regex KeyInSource();
}
