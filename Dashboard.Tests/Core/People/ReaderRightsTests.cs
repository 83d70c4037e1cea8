using Concentric.Data;
using Concentric.Kinds;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.People;

/// <summary>The role that only looks: no right to write, to take files or to see personal data in clear.</summary>
public sealed class ReaderRightsTests
{
    [Fact]
    public void Reader_HasNoRight_ButToAskAboutTheWholeStreet()
    {
        Assert.Equal([nameof(CurrentUser.MayAsk)], RightsOf(new("查阅", Role.Reader)));
        Assert.Equal([], RightsOf(new("查阅", Role.Reader, [TestStore.Xinsheng])));
        // The walk sees rights that others have.
        Assert.True(RightsOf(TestStore.Administrator).Count > 10);
    }

    [Fact]
    public void Reader_EntersNoKindOfRecord()
    {
        var entry = typeof(Rights).GetMethod(nameof(Rights.MayEnter))!;
        Assert.All(AllKinds.List, kind => Assert.False((bool)entry.MakeGenericMethod(kind.RecordType)
            .Invoke(null, [new CurrentUser("查阅", Role.Reader)])!, kind.Key));
    }

    [Fact]
    public void SomebodyWithoutClaims_IsAReaderOfNothing()
    {
        var nobody = Concentric.Dashboard.Account.CurrentUserClaims.ToCurrentUser(new System.Security.Claims.ClaimsPrincipal());
        Assert.Empty(nobody.CommunityIds!);
        Assert.Empty(RightsOf(nobody));
    }

    private static List<string> RightsOf(CurrentUser caller) =>
        [.. typeof(CurrentUser).GetProperties().Where(right => right.PropertyType == typeof(bool))
            .Where(right => (bool)right.GetValue(caller)!).Select(right => right.Name).Order()];
}
