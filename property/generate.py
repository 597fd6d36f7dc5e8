"""Writes the tables of the demo property, 云塔大厦 / Yunta Tower, beside this file.

Everything is made up: the city, the companies (all carry the city's name), the people,
and the telephone numbers, which all begin with 1380000. The seed is fixed, so running
this again writes the same bytes. The TOML files are written by hand.
"""

import csv
import io
import random
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20260101

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余叶杜苏魏程吕丁沈任姚卢傅钟姜崔谭陆汪范金石廖贾夏韦方白邹孟熊秦江尹薛闫段雷侯龙陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
DOUBLE_SURNAMES = ["欧阳", "上官", "司徒", "诸葛", "慕容"]
GIVEN = (
    "浩然 子涵 雨桐 梓萱 一诺 欣怡 俊杰 晓明 美玲 嘉懿 宇轩 淑珍 建华 雅文 国栋 晓燕 佳琪 诗韵 文强 秀英 桂英 志强 思远 思雨 可欣 婷婷 "
    "明 静 磊 洋 敏 娟 涛 霞 平 刚 芳 鑫 晨 悦 宁 岚 彤 睿 泽 哲 琳 璐 珊 萍 楠 松 航 帆 岩 峰 "
    "晓岚 若溪 承泽 书瑶 景行 知夏 沐阳 清欢 念慈 怀瑾 予安 令仪 望舒 清越 云舒 立群 海燕 春生 秋实 冬梅"
).split()
# Names that a desk meets too: a separator, Latin letters, a rare character.
UNUSUAL = ["阿依古丽·买买提", "Anna Müller", "欧阳娜娜", "玉素甫·艾合买提", "Tom Example", "李𬱖", "司马青衫", "María Muestra"]

BRANDS = {
    "青禾": "Qinghe", "星槎": "Xingcha", "拾光": "Shiguang", "鹿鸣": "Luming", "海棠": "Haitang", "云杉": "Yunshan", "白鹭": "Bailu",
    "晴川": "Qingchuan", "山岚": "Shanlan", "月渚": "Yuezhu", "枫桥": "Fengqiao", "松间": "Songjian", "竹影": "Zhuying", "溪午": "Xiwu",
    "听涛": "Tingtao", "望舒": "Wangshu", "长庚": "Changgeng", "启明": "Qiming", "南枝": "Nanzhi", "墨舟": "Mozhou", "砚田": "Yantian",
    "知秋": "Zhiqiu", "半夏": "Banxia", "谷雨": "Guyu", "惊蛰": "Jingzhe", "霜序": "Shuangxu", "流萤": "Liuying", "素问": "Suwen",
    "折柳": "Zheliu", "橘颂": "Jusong", "沧浪": "Canglang", "鲲池": "Kunchi", "双溪": "Shuangxi", "梧冈": "Wugang", "芷汀": "Zhiting",
    "蒹葭": "Jianjia", "采薇": "Caiwei", "棠棣": "Tangdi", "嘉木": "Jiamu", "禾木": "Hemu", "微澜": "Weilan", "拂晓": "Fuxiao",
    "暮云": "Muyun", "远岫": "Yuanxiu", "疏桐": "Shutong",
}
FIELDS = {
    "软件": "Software", "网络科技": "Network Technology", "广告": "Advertising", "建筑设计": "Architecture", "会计服务": "Accounting Services",
    "法律咨询": "Legal Consulting", "贸易": "Trading", "供应链": "Supply Chain", "文化传媒": "Culture and Media", "教育咨询": "Education Consulting",
    "人力资源": "Human Resources", "医疗器械": "Medical Devices", "环境工程": "Environmental Engineering", "物流": "Logistics",
    "投资咨询": "Investment Consulting", "保险经纪": "Insurance Brokerage", "旅行社": "Travel Agency", "生物科技": "Biotechnology",
    "新能源": "New Energy", "展览服务": "Exhibition Services",
}
SHOPS = [
    ("咖啡馆", "Coffee House"), ("便利店", "Convenience Store"), ("花店", "Flower Shop"), ("药房", "Pharmacy"),
    ("书店", "Bookshop"), ("眼镜店", "Opticians"), ("打印社", "Print Shop"), ("洗衣店", "Laundry"),
    ("面馆", "Noodle House"), ("素食餐厅", "Vegetarian Restaurant"), ("茶室", "Tea Room"), ("烘焙坊", "Bakery"),
    ("健身房", "Gym"), ("牙科诊所", "Dental Clinic"), ("美发店", "Hair Salon"), ("儿童乐园", "Children's Playroom"),
]

STAFF = [
    ("总经理", 1), ("客服经理", 1), ("主管", 1), ("领班", 2), ("客服助理", 4), ("楼层管家", 2),
    ("监控值班员", 8), ("安保主管", 1), ("工程主管", 1), ("工程值班技工", 2), ("财务", 1),
]

PRICES = [
    ("W-01", "更换水龙头（不含材料）", "Replace a tap, without material", "个", "30"),
    ("W-02", "更换软管（不含材料）", "Replace a hose, without material", "根", "20"),
    ("W-03", "更换角阀（不含材料）", "Replace an angle valve, without material", "个", "25"),
    ("W-04", "疏通地漏", "Clear a floor drain", "次", "50"),
    ("W-05", "疏通马桶", "Clear a toilet", "次", "80"),
    ("W-06", "维修马桶水箱", "Repair a toilet cistern", "次", "40"),
    ("W-07", "安装洗手盆", "Install a wash basin", "个", "100"),
    ("E-01", "更换灯管、灯泡（不含材料）", "Replace a lamp, without material", "支", "15"),
    ("E-02", "更换开关、插座（不含材料）", "Replace a switch or socket, without material", "个", "20"),
    ("E-03", "加装明装插座", "Add a surface socket", "个", "50"),
    ("E-04", "检修室内短路、跳闸", "Find a short circuit or trip indoors", "次", "60"),
    ("E-05", "安装吸顶灯", "Install a ceiling lamp", "盏", "45"),
    ("E-06", "清洗分体空调", "Clean a split air conditioner", "台", "120"),
    ("D-01", "更换锁芯（不含材料）", "Replace a lock cylinder, without material", "个", "60"),
    ("D-02", "更换合页（不含材料）", "Replace hinges, without material", "副", "30"),
    ("D-03", "调整门窗", "Adjust a door or window", "扇", "30"),
    ("D-04", "更换闭门器（不含材料）", "Replace a door closer, without material", "个", "50"),
    ("H-01", "墙面打孔", "Drill a hole in a wall", "个", "15"),
    ("H-02", "安装窗帘杆", "Install a curtain rod", "根", "50"),
    ("H-03", "安装置物架", "Install a shelf", "个", "35"),
    ("H-04", "墙面修补粉刷", "Patch and paint a wall", "平方米", "28.50"),
    ("C-01", "日常保洁", "Cleaning", "小时", "45"),
    ("C-02", "擦洗玻璃（内侧）", "Wash windows, inside", "平方米", "6"),
    ("C-03", "清洗地毯", "Wash a carpet", "平方米", "8.50"),
    ("C-04", "清洗沙发", "Wash a sofa", "座", "60"),
    ("C-05", "地面打蜡", "Wax a floor", "平方米", "12"),
    ("G-01", "室内绿植养护", "Care for indoor plants", "盆·月", "30"),
    ("S-01", "平板推车租用", "Rent a flat cart", "小时", "10"),
    ("S-02", "补办门禁卡", "Replace an access card", "张", "25"),
    ("S-03", "复印（A4）", "Copy, A4", "张", "0.50"),
    ("S-04", "会议室租用", "Rent the meeting room", "小时", "150"),
    ("S-05", "下班后延时空调", "Air conditioning after hours", "小时", "180"),
]

POST_ITEMS = [
    ("desk-telephone", "客服值班", "值班手机", "Duty telephone", 1),
    ("desk-master-box", "客服值班", "总钥匙盒（封条完好）", "Master key box, seal unbroken", 1),
    ("desk-cabinet-keys", "客服值班", "钥匙柜钥匙", "Key cabinet keys", 2),
    ("desk-passes", "客服值班", "访客出入证", "Visitor passes", 60),
    ("desk-binder", "客服值班", "应急联系簿", "Binder of emergency contacts", 1),
    ("desk-seal", "客服值班", "服务中心印章", "Service centre stamp", 1),
    ("counter-telephone", "前台岗", "座机", "Telephone", 2),
    ("counter-pc", "前台岗", "电脑", "PC", 2),
    ("counter-radio", "前台岗", "对讲机", "Radio", 2),
    ("counter-water", "前台岗", "饮水机", "Water dispenser", 1),
    ("counter-umbrellas", "前台岗", "借用雨伞", "Umbrellas to lend", 20),
    ("counter-carts", "前台岗", "行李车", "Luggage carts", 3),
    ("counter-first-aid", "前台岗", "急救箱", "First-aid box", 1),
    ("counter-torch", "前台岗", "手电筒", "Torch", 2),
    ("counter-slip-signs", "前台岗", "“小心地滑”告示牌", "“Slippery floor” signs", 6),
    ("control-telephone", "监控岗", "座机", "Telephone", 2),
    ("control-fire-telephone", "监控岗", "消防专用电话", "Fire telephone", 1),
    ("control-pc", "监控岗", "电脑", "PC", 3),
    ("control-radio", "监控岗", "对讲机", "Radio", 8),
    ("control-radio-battery", "监控岗", "对讲机备用电池", "Spare radio batteries", 8),
    ("control-panel-key", "监控岗", "消防主机钥匙", "Fire panel key", 2),
    ("control-linkage-key", "监控岗", "联动控制盘钥匙", "Linkage panel key", 1),
    ("control-cabinet-keys", "监控岗", "夜间钥匙柜钥匙", "Night key cabinet keys", 2),
    ("control-torch", "监控岗", "强光手电筒", "Torch", 4),
    ("control-breathing", "监控岗", "过滤式自救呼吸器", "Smoke hoods", 6),
    ("control-megaphone", "监控岗", "手持扩音器", "Megaphone", 2),
    ("control-extinguisher", "监控岗", "灭火器", "Fire extinguisher", 4),
    ("control-water", "监控岗", "饮水机", "Water dispenser", 1),
]

PLANT_ROOMS = [
    "B2 生活水泵房", "B2 消防水泵房", "B2 高压配电室", "B2 低压配电室", "B2 柴油发电机房", "B1 制冷机房", "B1 换热站", "B1 弱电机房",
    "1F 消防控制室备用门", "4F 避难层风机房", "15F 避难层风机房", "25F 避难层风机房", "32F 电梯机房东", "32F 电梯机房西", "32F 屋顶水箱间", "32F 正压风机房",
]
PUBLIC_DOORS = [
    "大堂东侧门", "大堂西侧门", "B1 车库人行门", "B1 垃圾房", "B1 员工通道", "3F 会议室", "3F 多功能厅", "4F 空中花园", "12F 公共储物间", "20F 公共储物间",
    "25F 住户活动室", "28F 住户洗衣房", "32F 屋顶平台", "西侧卸货区卷帘门", "东侧自行车棚", "访客寄存柜总钥匙",
]


class Made:
    """People and telephones that were not used before."""

    def __init__(self, luck):
        self.luck = luck
        self.names = set()
        self.telephones = 0

    def name(self):
        while True:
            surname = self.luck.choice(DOUBLE_SURNAMES) if self.luck.random() < 0.02 else self.luck.choice(SURNAMES)
            name = surname + self.luck.choice(GIVEN)
            if name not in self.names:
                self.names.add(name)
                return name

    def telephone(self):
        self.telephones += 1
        return f"1380000{self.telephones:04}"


def units(luck, made):
    rows = []
    brands = list(BRANDS)
    luck.shuffle(brands)
    for at, (shop, shop_en) in enumerate(SHOPS):
        floor, brand = 1 + at // 4, brands[at]
        number = f"{floor}{at % 4 + 1:02}"
        company = (f"云澜{brand}{shop}", f"Yunlan {BRANDS[brand]} {shop_en}")
        rows.append([number, f"{floor}F", *company, f"店长 {made.name()}", made.telephone(), f"{made.name()} {made.telephone()}"])
    companies = [(b, f) for b in BRANDS for f in FIELDS]
    luck.shuffle(companies)
    for floor in range(5, 25):
        door = 1
        while door <= 10:
            wide = min(luck.choice([1, 1, 1, 2, 2, 3]), 11 - door)
            if luck.random() < 0.08:
                rows.append([f"{floor}{door:02}", f"{floor}F", "", "", "", "", ""])
                door += 1
                continue
            brand, field = companies.pop()
            company = (f"云澜{brand}{field}有限公司", f"Yunlan {BRANDS[brand]} {FIELDS[field]} Co., Ltd.")
            contact = [f"行政 {made.name()}", made.telephone(), f"{made.name()} {made.telephone()}"]
            rows += [[f"{floor}{d:02}", f"{floor}F", *company, *contact] for d in range(door, door + wide)]
            door += wide
    unusual = list(UNUSUAL)
    for floor in range(25, 33):
        for door in range(1, 16):
            number = f"{floor}{door:02}"
            if luck.random() < 0.07:
                rows.append([number, f"{floor}F", "", "", "", "", ""])
                continue
            name = unusual.pop() if unusual and door == 8 else made.name()
            rows.append([number, f"{floor}F", "", "", name, made.telephone(), f"{made.name()} {made.telephone()}"])
    return rows


def pin(luck):
    while True:
        # No leading zero: a spreadsheet would drop it.
        digits = [luck.randrange(1, 10), *(luck.randrange(10) for _ in range(5))]
        if len({b - a for a, b in zip(digits, digits[1:])}) > 1:
            return "".join(map(str, digits))


def staff(luck, made):
    roles = [role for role, count in STAFF for _ in range(count)]
    # Those who stand in for another role hold it too.
    also = {"主管": "主管、领班", "工程主管": "工程主管、工程值班技工"}
    return [[1001 + at, made.name(), also.get(role, role), pin(luck), ""] for at, role in enumerate(roles)]


def keys(luck, unit_rows):
    """Numbered by the hook in the cabinet: a tag that is found names no room (B-16)."""
    vacant = [row[0] for row in unit_rows if not row[2] and not row[4]]
    kept = [row[0] for row in unit_rows if row[4]]
    luck.shuffle(kept)
    doors = vacant + kept[: 72 - len(vacant)]
    luck.shuffle(doors)
    flats = [n for n in kept if int(n) >= 2501]
    rows = [[f"D-{at:03}", n, "房门", f"{n} 入户门" if int(n) >= 2501 else f"{n} 正门", 2 if n in vacant else 1] for at, n in enumerate(doors, 1)]
    rows += [[f"C-{at:03}", n, "门禁卡", f"{n} 备用门禁卡", 1] for at, n in enumerate(kept[:22], 1)]
    rows += [[f"M-{at:03}", n, "信箱", f"{n} 信箱", 1] for at, n in enumerate(flats[:20], 1)]
    rows += [[f"P-{at:03}", n, "车位", f"B1 车位 {at:03} 地锁遥控", 1] for at, n in enumerate(flats[20:34], 1)]
    rows += [[f"G-{at:03}", "", "公共区域", name, 2] for at, name in enumerate(PUBLIC_DOORS, 1)]
    rows += [[f"S-{at:03}", "", "设备房", name, 2] for at, name in enumerate(PLANT_ROOMS, 1)]
    return rows


def write(name, notes, headers, rows):
    """As a spreadsheet saves “CSV UTF-8”: with a byte order mark."""
    table = io.StringIO()
    for note in notes:
        table.write(f"# {note}\n")
    out = csv.writer(table, lineterminator="\n")
    out.writerow(headers)
    out.writerows(rows)
    (HERE / name).write_bytes(b"\xef\xbb\xbf" + table.getvalue().encode("utf-8"))


def main():
    luck = random.Random(SEED)
    made = Made(luck)
    unit_rows = units(luck, made)
    made_up = "演示数据：城市、公司、人名和电话均为虚构"
    write("units.csv", [made_up], ["单元号", "楼层", "公司名称", "公司英文名", "住户或联系人", "电话", "紧急联系人"], unit_rows)
    first = "演示用的初始密码人人可见：真实项目请为每人另设密码，导入后从本文件中删除"
    write("staff.csv", [made_up, first], ["工号", "姓名", "岗位", "初始密码", "离职"], staff(luck, made))
    write("keys.csv", ["钥匙柜台账；印出的任何纸张上不要同时出现钥匙号和房号"], ["钥匙号", "单元号", "类别", "名称", "数量"], keys(luck, unit_rows))
    versioned = [["2026-01" if at == 0 else "", *price] for at, price in enumerate(PRICES)]
    write("price-list.csv", ["有偿服务价目表；改价请写新的版本号；单价以元计"], ["版本", "编号", "服务项目", "服务项目英文", "单位", "单价"], versioned)
    write("post-items.csv", ["交接班清点物品；顺序即清点顺序"], ["编号", "岗位", "物品", "物品英文", "数量"], POST_ITEMS)


if __name__ == "__main__":
    main()
