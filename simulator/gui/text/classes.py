"""The line-break class of each character: a table made by `assets/linebreak/build.py`.

Unicode 17.0. Classes that rule LB1 resolves are resolved; `_` follows a class of characters
that East Asian text draws wide. Of the quotation marks, `QI` open and `QF` close. `DC` is the
dotted circle. Pictographs that are not assigned yet are in `EB` or `XP`. Hangul syllables of both
kinds are in `H3`.
"""

from __future__ import annotations

from typing import Final

LETTERS: Final = {
    "AK": "a",
    "AL": "b",
    "AL_": "c",
    "AP": "d",
    "AS": "e",
    "B2": "f",
    "BA": "g",
    "BA_": "h",
    "BB": "i",
    "BK": "j",
    "CB": "k",
    "CL": "l",
    "CL_": "m",
    "CM": "n",
    "CM_": "o",
    "CP": "p",
    "CR": "q",
    "DC": "r",
    "EB": "s",
    "EB_": "t",
    "EM_": "u",
    "EX": "v",
    "EX_": "w",
    "GL": "x",
    "GL_": "y",
    "H3_": "z",
    "HH": "A",
    "HL": "B",
    "HY": "C",
    "ID": "D",
    "ID_": "E",
    "IN": "F",
    "IN_": "G",
    "IS": "H",
    "JL_": "I",
    "JT": "J",
    "JV": "K",
    "LF": "L",
    "NL": "M",
    "NS": "N",
    "NS_": "O",
    "NU": "P",
    "OP": "Q",
    "OP_": "R",
    "PO": "S",
    "PO_": "T",
    "PR": "U",
    "PR_": "V",
    "QF": "W",
    "QI": "X",
    "QU": "Y",
    "RI": "Z",
    "SP": "@",
    "SY": "#",
    "VF": "%",
    "VI": "&",
    "WJ": "~",
    "XP": ";",
    "ZW": ":",
    "ZWJ": "<",
}
"""The letter of each class in the table."""

RUNS: Final = (
    "n9gLj2qn18@vYbUSbYQpbUHCH#P10H2b3vb27QUpb29Qglbn6Mn26xQSU3b5Xbgb2SUb2ib6Wb3Qb520ib3ib18ib3"
    "2n92x7n13b14Hb260n7b255HAb4Ubn45Anbn2bn2vnb8B27b4B4b13P6b3S3H2b2n11vnv3b43n21P10SP2b3nb99v"
    "bn7Pbn6b2n2bn4b2P10b23nb30n27b91n11b15P10b33n9b4Hvb3nU2b22n4bn9bn3bn5b43n3b52P2b5n9b42n24P"
    "n33b54n3bn18bn7b10n2g2P10b17n3b56nbn7b2n2b2n3b9nb10n2b2P10b2S2b5SbUb2nb2n3b56nbn5b4n2b2n3b"
    "3nb20P10n2b3nb11n3b56nbn8bn3bn3b20n2b2P10bUb8n6bn3b56nbn7b2n2b2n3b7n3b10n2b2P10b18nb59n5b3"
    "n3bn4b9nb14P10b9Ub6n5b55nbn7bn3bn4b7n2b11n2b2P10b7ib9n3ib55nbn7bn3bn4b7n2b11n2b2P10b3nb12n"
    "4b55n2bn7bn3bn4b9nb10n2b2P10b9Sb7n3b70nb4n6bnbn8b6P10b2n2b61nb2n7b4Ub7n8bP10g2b85nb2n9b11n"
    "7bP10b39i4bi2xi2gxv5xbvb3n2b6P10b10gnbnbnQlQln2b49n14gn5gn2b5n11bn36bg2b6nb9i2gib5x2b80n20"
    "bP10g2b10n4b4n3bn3b2n7b3n4b13n12bnP10n4b98I96K72J88b349n3bgb158Ab639gb26Qlb78g3b36n4b28n3g"
    "2b27n2b30n2b64n32g2NbgbgUbnb2P10b24v2g2ibv2bn3xnP10b107n2b34nb118n12b4n12b8v2P10b128P11b60"
    "n5b57n10bn29b2nP10b6P10b22n46b2n11xb20n5a47n16&a8bg2e10g2Dg4D10n9D9g3n3b30n13b2P10b6e38n12"
    "%2b48n20b3g5P10b6P10b36g2b80n3bn21b4nb6nb2n3b198n13xn46xn3b509ib2g7xg3:n<n2AxA2fb3XWQX2WQX"
    "b4F3gj2n5xS8bXWbN2b6HQlN3b12gSg4bg3~b5n10b13Qlb14Qlb17U7SUVU12SU4SU2SUSU15n33b18Sb5Sb12Ub2"
    "51U2b219Fb24QlQlb14E2b13Rmb190c4b3ED2Eb472rb48c2bD4b16E2b2DbD3sD2b16c8bD3b12c12b20Db22Eb10"
    "c6b3cb13cb8c2b17E2D5E2D3b4DcD3bDEb3D2b2Db2D3b8Eb6DE2DEbD2sEb2ED7cb2D2t2s2b26cb35cbcb4c3bcb"
    "3Y6bv2Db3QlQlQlQlQlQlQlb31c3b24cb14cb5Qlb31QlQlQlQlQlb16gb386QlQlQlQlQlQlQlQlQlQlQlb63QlQl"
    "b32Qlb285c2b51cb4cb409n3b7vg3bvgb112gb14nb96n32Y2XWXWY3XWYXWg8bAQgb2XWb2XWQlQlQlQlg4vbg2bg"
    "2b5f2g3bAgQg8bgbg2b3v2QpQpQpQpAb34E26bE89b12E214b26E16hm2E2OE2RmRmRmRmRmE2RmRmRmRmORm2E10o"
    "6E5oE5O2E2DbOEOEOEOEOE25OE31OEOEOE6OE6O2b2o2O4EO2EOEOEOEOE25OE31OEOEOE6OE6O2E4O4Eb5E43bE94"
    "bE86b9EO16E31bE40b8E7024c64E21013OE1143b3E55b55g2b269gvgb16P10b69n4bn10b32n2b80n2bg5b266nb"
    "3nb4nb23n5b4nb11Sb59i2v2b8n2b50n18b8g2P10b6n18b10ib2nP10b28n8g2b23n13b12I29b3n4a47n13&D6g3"
    "D4bge10b4D2b5nb10P10b6e41n14b9g3ng8n2b2e10b2Dg3b27n3b50nbn3b2n2b5n2bnb41n5g2b3n2b236n8gn2b"
    "2P10b6z11172b12K23b4J49b8452E512b29BnB10bB13bB5bBbB2bB2bB10b494lQb188Sb3n16m3O2w2RmGb6xnxn"
    "xnx2nxnxnx2nE5RmRmRmRmRmRmRmRmE2RmE7mEmbO2w2ERmRmRmE8bEVTEb147~bwE2VTE2RmE2mEmE11O2E3wE27R"
    "EmE29REmERm2Rm2OEO10E45O2E31b3E6b2E6b2E6b2E3b3TVE3V2bc7b10n3kb259g3b250nb226nb149n5b36gb48"
    "gb207P10b941gb199gb225n3bn2b5n4b40n3b4nb16g8b141n2b9g6Fb66g7b484n4b8P10b6P10b31n5Ab316n2Ab"
    "34gb41n6b70n11b49n4b122n3d2a51n14&g2D5b4D20e10na2n2ab9xn3b45n11b2Pg4nb10Pb34P10b6n3b36n14b"
    "P10g4bn2b44nbib10n3b48n14b4g2bgn4bn2P10bibg3b76n12g2bg2bnb2nb103gb53n12b5P10b6n4ba8b2a2b2a"
    "22ba7ba2ba5bn2gn7b2n2b2n2&b2eb6nb5ge2a2n2b2n7b3n5b11e10beb2ebe2a36bDn9bnb2nbn4bn4&dnD3bD2b"
    "8n2b82n18b4g4bP10g2b2nb81n20b12P10b213n7b2n9ig2v2b3g15b4n2b82n17g2b13P10b6i13b62n13b8P10b6"
    "P20b57n15b4P10b2g3b237n15b165P10b22a7b2ab2a8ba2ba24n6bn2b2n3&dndn2g3b9e10b119n7b2n7bibnb28"
    "n10b40n7bn4ibg4ibnb9n11b46n16g3bi3g2b93i10b86n8b136P10b53n8bn8bg5b10P10b22ivb32n22bn14b122"
    "n6b3nbn2bn7bnb8P10b48n5bn2bn5b8P10b54P10b246e18gn4g2b7n2dna13ba34n7b3n4&g2D11e10nb130S4b30"
    "gb1136g5b3555Q3l3b36lb3QlQlb239Ql2b179Qx7Qlx3QlQlnb6n15b4472Qlb6960e30n18e10b2342P10b4g2b8"
    "0P10b38n5gb58n7g3b10gb11P10b532g2P10b285g2b182nbn55b7n4b77O4yb11o2O2E3b9E6912c470b41cE31b9"
    "7E115b8701c4bc7bc2bE291b15Ob29O3b2Ob14O4b8E396b2465n2gn4b4172P10b518n46b2n23b542n5b3n22b2n"
    "7b30n4b148n3b187c87b9c23b1111P50b512n55b4n50b8nb14nb2g4b16n5bn15b1360n7bn17b2n7bn2bn5b100n"
    "b160n7b9P10b356nb61n4P10b5Ub492n4P10b244n2bP10b232nb2nb7n2b5nb474n7b109n7b5P10b4Q2b844Sb3S"
    "b847D4ED39s4D100s12D15s2D15sD14EsD37s10b142cb2c10b19s56Z26E3s13E44s4E9s7E2s14E6s154E33D12E"
    "9DE70DE7tE14D8b2D2E21c2E5cE5t3E2tE2ts2D2E5D12E17D3ED3E3u5E63DEDt2E2t11E21t19E3tE4t3Et3E7tE"
    "tE14cEcEcE5tE4cEc2E74D2Ec7E16c14E13c12b12DE4DE24D12s2D4tD21sD4t2D13ED47b8D24b6DE74t3E3t5b3"
    "8Y3N3b4E35tE16t3E9tE5D6tD3E3D2E4s3E4D11E2s3D4E9s3b116D3b4D5b85D5s6E12s4Es15b12;4b56;8b10;6"
    "b40;8b30;2b12;4b2;14b9;39b12tE2tE8t8E6tE9t10EDt3E7DE48tE61t2Et2EtE17t3Et13E34b88s8D14s2E13"
    "s3E11s3E53t3EsEs4E16s2E12s4Et9s7b240P10b6s1022b2E65534b2E65534b655363nb30n96b128n240b19611"
    "2"
)
"""All code points in order, as runs: the letter of a class, and how many follow each other."""
