using System.Net;
using System.Reflection;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;

namespace Concentric.Tests.Integration;

/// <summary>What is open without a sign-in, in full; and what only administrators open.</summary>
public sealed class AccessTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<Type> Pages =>
        typeof(UiTexts).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any());

    public static TheoryData<string> AdministratorPages =>
        [.. Pages.Where(type => type.GetCustomAttributes<AuthorizeAttribute>().Any(one => one.Policy == Policies.Administrator))
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            // Of one that has been entered: the same page as of a new one.
            .Where(route => !route.Template.Contains("{Id", StringComparison.Ordinal))
            .Select(route => route.Template.Replace("{Key}", "mail", StringComparison.Ordinal)
                .Replace("{List}", "services", StringComparison.Ordinal))];

    [Fact]
    public void EveryPage_AsksForSignIn_ExceptThese() =>
        Assert.Equal(
            ["ProblemPage", "SetUpPage", "SignInPage"],
            Pages.Where(type => type.GetCustomAttribute<AllowAnonymousAttribute>() is not null
                || !type.GetCustomAttributes<AuthorizeAttribute>().Any()).Select(type => type.Name).Order());

    [Fact]
    public void EveryOpenEndpoint_IsKnown()
    {
        var open = app.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !path.Contains('.'))
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            ["/account/set-up", "/account/sign-in", "/account/sign-out", "/account/sign-out/everywhere", "/health/live", "/health/ready",
                "/not-found", "/preferences/language/{language}", "/preferences/theme/{theme}", "/problem/{Code:int}"],
            open);
    }

    /// <summary>
    /// The framework takes any number for a value of an enumeration: addresses take words, which <see cref="Concentric.Rules.EnumText"/>
    /// reads.
    /// </summary>
    [Fact]
    public void NoEndpoint_LetsTheFrameworkReadAnEnumeration() =>
        Assert.Empty(app.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
                .Select(parameter => (endpoint.RoutePattern.RawText, parameter.ParameterType)))
            .SelectMany(one => one.ParameterType.GetProperties().Select(property => property.PropertyType).Append(one.ParameterType)
                .Select(type => (one.RawText, Type: Nullable.GetUnderlyingType(type) ?? type)))
            .Where(one => one.Type.IsEnum && one.Type.Namespace!.StartsWith("Concentric", StringComparison.Ordinal))
                .Select(one => $"{one.RawText}: {one.Type.Name}"));

    [Theory]
    [MemberData(nameof(AdministratorPages))]
    public async Task AdministratorPage_OpensForAdministratorsOnly(string path)
    {
        var suffix = Guid.NewGuid().ToString("N")[..8];
        var leader = await app.BrowserOfAsync("leader-" + suffix, Role.Leader);
        var refused = await leader.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.NotNull((await DashboardApp.PageAsync(refused)).QuerySelector("h1"));
        var administrator = await app.BrowserOfAsync("admin-" + suffix, Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync(path, Cancellation)).StatusCode);
    }
}
