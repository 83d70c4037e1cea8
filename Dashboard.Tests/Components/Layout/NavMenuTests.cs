using System.Security.Claims;
using Bunit;
using Concentric.Communities;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Components.Layout;
using Concentric.Data;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Layout;

public class NavMenuTests : ComponentTest
{
    public NavMenuTests() => Services.AddSingleton(Fixed.Of(new StreetOffice("胡家园街道", "Hujiayuan Street")));

    [Theory]
    [InlineData("/", "Overview")]
    [InlineData("/exports", "Exports")]
    [InlineData("/exports/17", "Exports")]
    [InlineData("/exports-of-others", null)]
    [InlineData("/petitions/17", "Petitions")]
    [InlineData("/office-lists", "Lists of the office", "Administrator")]
    public void Menu_MarksThePageOneIsOn(string path, string? marked, string role = "Leader") =>
        Assert.Equal(marked, Menu(path, role).FindAll("[aria-current=page]").SingleOrDefault()?.TextContent);

    [Fact]
    public void EntryForARole_IsSeenByThatRoleOnly()
    {
        var entries = NavEntries.All.Where(entry => entry.Roles.Length > 0).ToList();
        foreach (var entry in entries)
        {
            Assert.Empty(Menu("/").FindAll($"a[href='{entry.Href}']"));
            Assert.Single(Menu("/", entry.Roles[0]).FindAll($"a[href='{entry.Href}']"));
        }
    }

    [Fact]
    public void Menu_CarriesTheOfficesName() =>
        Assert.Contains("Hujiayuan Street", Menu("/").Find(".brand").TextContent);

    [Fact]
    public void ReaderOfSomeCommunities_IsNotOfferedWhatSpeaksOfTheStreet()
    {
        var all = NavEntries.All.Where(entry => entry.IsOfStreet).Select(entry => entry.Href).ToList();
        Assert.Contains("/rotation", all);
        Assert.All(all, href => Assert.True(IsOffered(null, href)));
        Assert.All(all, href => Assert.False(IsOffered([TestStore.Xinsheng], href)));

        bool IsOffered(int[]? communities, string href) => NavEntries.All.Single(entry => entry.Href == href)
            .IsFor(new(new ClaimsIdentity(CurrentUserClaims.Of(new("", Role.Reader, communities)), "test")));
    }

    private static IEnumerable<Claim> ClaimsOf(string role) => CurrentUserClaims.Of(new("", Enum.Parse<Role>(role)));

    private IRenderedComponent<NavMenu> Menu(string path, params string[] roles)
    {
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo(path);
        return Render<NavMenu>(parameters => parameters
            .Add(menu => menu.Path, path)
            .Add(menu => menu.User,
                new ClaimsPrincipal(new ClaimsIdentity(roles.SelectMany(ClaimsOf), "test"))));
    }
}
