using System.Globalization;
using Concentric.Resources;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Rules;

public sealed class CultureLanguageTests
{
    [Theory]
    [InlineData("en", "en", "name")]
    [InlineData("en-GB", "en", "name")]
    [InlineData("zh-CN", "zh-CN", "名称")]
    [InlineData("", "zh-CN", "名称")]
    [InlineData("fr", "zh-CN", "名称")]
    public void WhoReadsNoEnglish_ReadsChinese(string name, string code, string picked)
    {
        var culture = CultureInfo.GetCultureInfo(name);
        Assert.Equal(code == "en", culture.IsEnglish);
        Assert.Equal(code, culture.LanguageCode);
        Assert.Equal(picked, culture.Pick("名称", "name"));
    }

    /// <summary>A third language would be asked for in as many places as ask for English.</summary>
    [Fact]
    public void TheLanguage_IsAskedInOnePlace() =>
        Assert.Equal(["Dashboard.Core/Resources/CultureLanguage.cs"], Repository.SourceFiles().Concat(Repository.RazorFiles())
            .Where(file => !file.StartsWith("Dashboard.Tests/", StringComparison.Ordinal)
                && File.ReadAllText(Path.Combine(Repository.Root, file)) is var text
                && (text.Contains("TwoLetterISOLanguageName == \"", StringComparison.Ordinal)
                    || text.Contains("Culture.Name == \"", StringComparison.Ordinal))));
}
