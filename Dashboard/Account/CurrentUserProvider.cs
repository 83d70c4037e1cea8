using Concentric.Data;
using Microsoft.AspNetCore.Components.Authorization;

namespace Concentric.Dashboard.Account;

/// <summary>For components: on whose behalf the page acts, while it prerenders and in its circuit.</summary>
public sealed class CurrentUserProvider(AuthenticationStateProvider authentication)
{
    public async Task<CurrentUser> GetAsync() => (await authentication.GetAuthenticationStateAsync()).User.ToCurrentUser();
}
