using System.Globalization;
using System.Security.Claims;
using Bunit;
using Concentric.Communities;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Layout;
using Concentric.Dashboard.Infrastructure;
using Concentric.Kinds;
using Concentric.Notices;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Components.Layout;

/// <summary>What stands around every page.</summary>
public sealed class LayoutPartsTests : ComponentTest
{
    public LayoutPartsTests()
    {
        var time = new FakeTimeProvider(TestStore.Start);
        Services.AddSingleton(Fixed.Of(new StreetOffice("胡家园街道", "Hujiayuan Street")));
        Services.AddSingleton<TimeProvider>(time).AddSingleton(new OfficeClock(time, TestStore.Zone));
    }

    [Fact]
    public void UnreadNotices_AreCounted_UpToABound_AndNoneIsNoBadge()
    {
        Assert.Empty(Badge(0).Markup.Trim());
        Assert.Equal("Unread: 1", Badge(1).Find("[data-unread='1']").TextContent);
        Assert.EndsWith($" {NoticeQueries.MostCounted - 1}", Badge(NoticeQueries.MostCounted - 1).Find("span").TextContent);
        Assert.EndsWith($" {NoticeQueries.MostCounted - 1}+", Badge(NoticeQueries.MostCounted).Find("span").TextContent);

        IRenderedComponent<NoticeBadge> Badge(int unread) => Render<NoticeBadge>(shown => shown.Add(one => one.Unread, unread));
    }

    [Theory]
    [InlineData("en", "English")]
    [InlineData("zh-CN", "中文")]
    public void Languages_AreLinksInTheirOwnWords_OfWhichThePresentIsMarked(string language, string name)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var links = Render<PreferenceLinks>();
        Assert.Equal(name, links.Find("[aria-current=true]").TextContent);
        Assert.Equal(Languages.Supported.Count, links.FindAll("a[hreflang]").Count);
        Assert.All(links.FindAll("a[hreflang]"), link => Assert.Equal(link.GetAttribute("lang"), link.GetAttribute("hreflang")));
        Assert.Equal(Themes.Supported, links.FindAll("[data-theme-choice]").Select(link => link.GetAttribute("data-theme-choice")!));
        // Blazor would follow them itself, and put them into the history.
        Assert.All(links.FindAll("a"), link => Assert.Equal("_top", link.GetAttribute("target")));
    }

    [Fact]
    public void OnPaper_StandsWhoseFiguresTheseAre_AsOfWhen()
    {
        var head = Render<PrintHead>(shown => shown.Add(one => one.Path, "/petitions"));
        Assert.Contains("Hujiayuan Street", head.Find("p b").TextContent);
        Assert.Equal("2026-03-18 10:00", head.Find("[data-print-time]").TextContent);
        Assert.NotNull(head.Find("[data-print-filter]"));
    }

    [Fact]
    public void OnAPhone_EveryFormOfTheDay_IsTwoTapsAway()
    {
        var menu = Render<RecordMenu>();
        var opened = menu.Find("[popovertarget]").GetAttribute("popovertarget");
        Assert.NotNull(menu.Find($"nav#{opened}[popover]"));
        var links = menu.FindAll("nav a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal("/petitions/new", links[0]);
        Assert.Equal(7, links.Count);
        Assert.All(links, link => Assert.Contains(AllKinds.List, kind => link == $"{kind.Path}/new"));
    }

    [Fact]
    public void ALostConnection_HasItsWordsInThePage_ForTheyCantBeFetchedThen()
    {
        var banner = Render<ConnectionBanner>();
        var modal = banner.Find("#components-reconnect-modal[role=alert]");
        Assert.Equal("Connection lost · figures stopped at {0}", modal.GetAttribute("data-lost"));
        Assert.Equal("Reconnecting…", modal.GetAttribute("data-retrying"));
        Assert.Equal("The server does not answer; trying on.", modal.GetAttribute("data-failed"));
        Assert.Equal("Retry now", banner.Find("[data-reconnect]").TextContent);
        Assert.NotNull(banner.Find("#blazor-error-ui a.reload"));
    }

    [Fact]
    public void WhoIsSignedIn_IsNamedWithTheRole_AndSignsOutByAForm()
    {
        var links = Render<AccountLinks>(shown => shown.Add(one => one.User,
            new ClaimsPrincipal(new ClaimsIdentity(CurrentUserClaims.Of(TestStore.Leader), "test", ClaimTypes.Name, ClaimTypes.Role))));
        Assert.StartsWith("刘主任", links.Find(".account-name").TextContent);
        Assert.Equal("post", links.Find("form").GetAttribute("method"));
        Assert.Equal([null, "account/sign-out/everywhere"], links.FindAll("button").Select(button => button.GetAttribute("formaction")));
        Assert.Contains(links.FindAll("a"), link => link.GetAttribute("href") == "account/password");
    }

    [Fact]
    public void WhoHasBeenSignedOut_ComesBackToThePageAfterSigningIn()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/petitions?view=open&page=2");
        Render<RedirectToSignIn>();
        Assert.EndsWith($"{AccountServices.SignInPath}?returnUrl=%2Fpetitions%3Fview%3Dopen%26page%3D2", navigation.Uri);
    }

    [Fact]
    public void ANewPassword_IsAskedTwice_WithWhatItHasToBe()
    {
        var fields = Render<NewPasswordFields>();
        Assert.Equal(["Form.Wanted", "Form.Again"], fields.FindAll("input[type=password][required]")
            .Select(one => one.GetAttribute("name")));
        Assert.All(fields.FindAll("input"), one => Assert.Equal("new-password", one.GetAttribute("autocomplete")));
        var first = fields.Find("input");
        Assert.Contains(first.GetAttribute("minlength")!, fields.Find($"#{first.GetAttribute("aria-describedby")}").TextContent);
        Assert.All(fields.FindAll("label"), label => Assert.NotNull(fields.Find($"input#{label.GetAttribute("for")}")));
    }
}
