using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class OfficeTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OfficeTerms",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    List = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    FormerNames = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    NameEn = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    IsRetired = table.Column<bool>(type: "bit", nullable: false),
                    MergedInto = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeTerms", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_Category_ReceivedOn_CommunityId",
                table: "Petitions",
                columns: new[] { "Category", "ReceivedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Category_FoundOn_CommunityId",
                table: "Hazards",
                columns: new[] { "Category", "FoundOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeTerms_List_Code",
                table: "OfficeTerms",
                columns: new[] { "List", "Code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OfficeTerms");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_Category_ReceivedOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Category_FoundOn_CommunityId",
                table: "Hazards");
        }
    }
}
