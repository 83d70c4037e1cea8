using System.Globalization;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.SentenceChecks;

/// <summary>Of several numbers in a row each is its own one's: of metrics, communities, times, or parts.</summary>
public sealed class SentenceListsTests : IClassFixture<SentenceStore>
{
    private readonly TestStore store;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public SentenceListsTests(SentenceStore shared)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        store = shared.Store;
    }

    [Theory]
    [InlineData("2026年2月受理、办结诉求分别为25件、22件。", "25件✓ 22件✓")]
    [InlineData("2026年1至2月受理、办结诉求分别为45件、40件。", "45件✓ 40件✓")]
    [InlineData("2026年2月受理、办结诉求分别为22件、25件。", "22件+ 25件✗")]
    [InlineData("2026年2月受理、办结诉求分别为25件、22件，较上月分别增长25%、22.2%。", "25件✓ 22件✓ 25%✓ 22.2%✓")]
    [InlineData("2026年2月受理、办结诉求较1月分别增长25%、22.2%。", "25%✓ 22.2%✓")]
    [InlineData("2026年2月，馨盛园、馨顺园分别受理诉求15件、10件。", "15件✓ 10件✓")]
    [InlineData("2026年1月和2月受理诉求分别为20件、25件。", "20件✓ 25件✓")]
    [InlineData("2026年1至2月受理诉求分别为20件、25件。", "20件✓ 25件✓")]
    [InlineData("2025年三季度和四季度受理诉求分别为24件、26件。", "24件✓ 26件✓")]
    [InlineData("2025年二、三、四季度受理诉求分别为24件、24件、26件。", "24件✓ 24件✓ 26件✓")]
    [InlineData("2025年二、三、四季度受理诉求74件。", "74件✓")]
    [InlineData("2025年二、四季度受理诉求50件。", "50件?Period")]
    [InlineData("2025年12月受理诉求10件，2026年1月、2月分别为20件和25件。", "10件✓ 20件✓ 25件✓")]
    [InlineData("2025年四季度受理诉求分别为9件、7件、10件。", "9件?Period 7件?Period 10件?Period")]
    [InlineData("2025年四季度受理诉求分别为9件、7件。", "9件?Period 7件?Period")]
    [InlineData("2026年2月馨盛园、馨顺园受理、办结诉求分别为15件、10件。", "15件?Places 10件?Places")]
    [InlineData("2026年2月馨盛园、馨顺园受理诉求分别为15件、10件、5件。", "15件?Places 10件?Places 5件?Places")]
    [InlineData("Petitions received and closed in February 2026 were 25 and 22 respectively.", "25✓ 22✓")]
    [InlineData("In January and February 2026 we received 20 and 25 petitions respectively.", "20✓ 25_petitions✓")]
    [InlineData("In February 2026 Xinsheng Garden and Xinshun Garden received 15 and 10 petitions respectively.", "15✓ 10_petitions✓")]
    [InlineData("The street received 9, 7 and 10 petitions in October, November and December 2025, respectively.", "9✓ 7✓ 10_petitions✓")]
    [InlineData("The street received 9, 8 and 10 petitions in October, November and December 2025, respectively.", "9✓ 8✗ 10_petitions✓")]
    [InlineData("We received 20 and 25 petitions in January and February 2026 respectively.", "20✓ 25_petitions✓")]
    [InlineData("We received 20 and 25 petitions in January 2026 and February 2026 respectively.", "20✓ 25_petitions✓")]
    [InlineData("In February 2026 we received 15 and 10 petitions in Xinsheng Garden and Xinshun Garden respectively.",
        "15✓ 10_petitions✓")]
    public Task NumbersInARow_AreOneEachOfTheList(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("2026年2月受理诉求25件，其中馨盛园15件、馨顺园10件，占比分别为60%、40%。", "25件✓ 15件✓ 10件✓ 60%÷ 40%÷")]
    [InlineData("2026年2月受理诉求25件，其中馨盛园15件、馨顺园10件，分别占60%、40%。", "25件✓ 15件✓ 10件✓ 60%÷ 40%÷")]
    [InlineData("2026年2月受理诉求25件，其中馨盛园15件、馨顺园10件，占比分别为60%、45%。", "25件✓ 15件✓ 10件✓ 60%÷ 45%✗")]
    [InlineData("2026年2月受理诉求25件，其中馨盛园15件、馨顺园10件，占100%。", "25件✓ 15件✓ 10件✓ 100%÷")]
    [InlineData("2026年2月受理诉求25件，其中馨盛园15件，占60%，馨顺园10件，占45%。", "25件✓ 15件✓ 60%÷ 10件✓ 45%✗")]
    public Task SharesInARow_AreThoseOfThePartsInTheirOrder(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("Petitions received in February 2026 rose by 5 to 25.", "5✓ 25✓")]
    [InlineData("Petitions received in February 2026 rose by 5 to 125.", "5✓ 125✗")]
    [InlineData("In February 2026 petitions received increased by 25% to 125.", "25%✓ 125✗")]
    [InlineData("In February 2026 petitions received increased by 20 to 30.", "20_to_30?Subject")]
    [InlineData("2026年2月受理诉求环比增加5件至25件。", "5件✓ 25件✓")]
    [InlineData("Between 20 and 30 petitions were received in February 2026.", "20_and_30_petitions✓")]
    public Task ByHowMuchAndToWhat_AreTwoNumbers(string text, string told) => HoldsAsync(text, told);

    [Theory]
    [InlineData("In February 2026 we closed 22 of 25 petitions.", "22✓ 25_petitions?")]
    [InlineData("In February 2026 we closed 22 of the 25 petitions received.", "22✓ 25_petitions✓")]
    [InlineData("In February 2026, 22 out of 25 petitions were closed.", "22✓ 25_petitions?")]
    [InlineData("In February 2026, 25 out of 25 petitions were closed.", "25✗ 25_petitions?")]
    [InlineData("2026年2月25件诉求中办结22件。", "25件? 22件✓")]
    public Task OfSomeOfAll_TheVerbIsOfThePart(string text, string told) => HoldsAsync(text, told);

    private async Task HoldsAsync(string text, string told) => Assert.Equal(told, await SentenceStore.TellAsync(store, text, Stop));
}
