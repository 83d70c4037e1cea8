using System.Text.RegularExpressions;
using Concentric.Tests.TestData;
using MudBlazor;

namespace Concentric.Tests.Components;

/// <summary>mud.css stands in for MudThemeProvider, so it must set every variable that MudBlazor's style sheet reads.</summary>
public partial class MudThemeTests
{
    [Fact]
    public void EveryVariableThatMudBlazorReads_IsSet()
    {
        var theirs = MudStyleSheet();
        var known = Set().Matches(theirs + File.ReadAllText(OurStyleSheet("mud.css")) + File.ReadAllText(OurStyleSheet("tokens.css")))
            .Select(match => match.Groups[1].Value).ToHashSet();
        // With a default after a comma the variable may be missing; the drawer's are set by its own style attribute.
        var missing = Read().Matches(theirs).Select(match => match.Groups[1].Value).Distinct()
            .Where(name => !known.Contains(name) && !name.StartsWith("--mud-drawer-", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public void LightAndDark_SetTheSameColours()
    {
        // Fonts and measures are the same on both.
        var light = Set().Matches(File.ReadAllText(OurStyleSheet("tokens.css"))).Select(match => match.Groups[1].Value)
            .Except(["--font", "--mono", "--radius", "--radius-card", "--gap", "--nav", "--page"]);
        var dark = Set().Matches(File.ReadAllText(OurStyleSheet("dark.css"))).Select(match => match.Groups[1].Value);
        Assert.Equal(light.Order(), dark.Order());
    }

    [Fact]
    public void NoStyleSheet_LoadsAnythingFromOutside()
    {
        var sheets = Directory.GetFiles(Path.GetDirectoryName(OurStyleSheet("base.css"))!, "*.css").Select(File.ReadAllText)
            .Append(MudStyleSheet());
        Assert.DoesNotContain(sheets, sheet => Outside().IsMatch(sheet));
    }

    private static string OurStyleSheet(string name) => Path.Combine(Repository.Root, "Dashboard", "wwwroot", "css", name);

    // As the application serves it: the list of static files names the package's folder.
    private static string MudStyleSheet()
    {
        var roots = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Dashboard.staticwebassets.runtime.json"));
        var folder = MudRoot().Match(roots).Groups[1].Value.Replace(@"\\", @"\");
        Assert.True(folder.Length > 0,
            $"{nameof(MudBlazor)} {typeof(MudButton).Assembly.GetName().Version} is not among the static files.");
        return File.ReadAllText(Path.Combine(folder, "MudBlazor.min.css"));
    }

    [GeneratedRegex(@"(--[\w-]+)\s*:")]
    private static partial Regex Set();

    [GeneratedRegex(@"var\((--mud-[\w-]+)\s*\)")]
    private static partial Regex Read();

    [GeneratedRegex(@"@import|url\(\s*[""']?(https?:)?//")]
    private static partial Regex Outside();

    [GeneratedRegex("\"([^\"]*mudblazor[^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex MudRoot();
}
