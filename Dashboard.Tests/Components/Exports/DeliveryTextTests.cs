using System.Globalization;
using Concentric.Dashboard.Resources;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Jobs;
using Concentric.Mail;
using Concentric.Notices;

namespace Concentric.Tests.Components.Exports;

/// <summary>Texts whose keys are put together: every state, every problem, every kind of notice has one.</summary>
public sealed class DeliveryTextTests
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void EachStateProblemAndNotice_IsSaid(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        Assert.All(Enum.GetValues<OutboxState>(), state => Assert.NotEmpty(UiTexts.Get($"ExportPage.Deliveries.State.{state}", culture)));
        Assert.All(Enum.GetValues<MailProblem>(), problem => Assert.Contains("{0}", UiTexts.Find($"ExportPage.Mail.{problem}", culture)));
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            Assert.NotEmpty(UiTexts.Get($"Notice.Kind.{kind}", culture));
            Assert.NotEmpty(UiTexts.Get($"Notice.Line.{kind}", culture));
        }

        Assert.All(new[] { "DiskFull", "Disk", "CutOff", "Unexpected" }, key =>
            Assert.NotEmpty(new ExportException(key, "x").Explain(culture)));
    }

    [Fact]
    public void MailIsOffWithoutAServer() => Assert.False(MailOptions.Off.IsOn);
}
